/** Calls whose answer alone says that they failed, and what goes wrong unseen; a project adds its own. */

/** C library, POSIX, CMSIS-RTOS, FreeRTOS, STM32 HAL, Zephyr, ESP-IDF, FatFs, littlefs, Mbed TLS, PSA, OpenSSL, wolfSSL. */
export const answers: ReadonlyMap<string, string> = new Map(
  (
    [
      ['what was asked for may not have arrived', 'fread fgets fgetws fwscanf swscanf wscanf read recv recvfrom scanf fscanf sscanf f_read lfs_file_read HAL_UART_Receive HAL_SPI_Receive HAL_I2C_Master_Receive HAL_I2C_Mem_Read i2c_read i2c_write_read i2c_burst_read spi_read i2c_master_read_from_device nvs_get_str nvs_get_blob nvs_get_u32'],
      ['what was written may be lost', 'fwrite write f_write f_sync lfs_file_write lfs_file_sync fsync ftruncate HAL_FLASH_Program HAL_FLASHEx_Erase HAL_FLASH_Unlock flash_write flash_erase flash_area_write flash_area_erase nvs_write nvs_set_str nvs_set_blob nvs_set_u32 nvs_commit eeprom_write HAL_I2C_Master_Transmit HAL_I2C_Mem_Write i2c_write i2c_reg_write_byte HAL_SPI_Transmit HAL_CAN_AddTxMessage lcd_init display_init'],
      ['the file may still be there', 'remove unlink'],
      ['the file may keep its old name', 'rename'],
      ['the message may be lost', 'xQueueSend xQueueSendToBack xQueueSendToFront xQueueSendFromISR osMessageQueuePut k_msgq_put mq_send send sendto sendmsg'],
      ['the lock may not be held', 'xSemaphoreTake osMutexAcquire k_mutex_lock k_sem_take pthread_mutex_timedlock tx_mutex_get'],
      ['the key, number or signature may be worthless', 'RAND_bytes RAND_priv_bytes getrandom mbedtls_ctr_drbg_random mbedtls_ctr_drbg_seed mbedtls_entropy_func mbedtls_pk_verify mbedtls_rsa_pkcs1_verify mbedtls_ecdsa_read_signature mbedtls_x509_crt_verify mbedtls_gcm_auth_decrypt mbedtls_ccm_auth_decrypt mbedtls_aes_setkey_enc mbedtls_aes_setkey_dec mbedtls_md_hmac psa_verify_hash psa_verify_message psa_aead_decrypt psa_generate_random psa_import_key psa_crypto_init EVP_DigestVerifyFinal EVP_VerifyFinal EVP_DecryptFinal_ex RSA_verify SSL_CTX_load_verify_locations wc_ed25519_verify_msg wc_RNG_GenerateBlock HAL_RNG_GenerateRandomNumber'],
      ['the task may not run', 'xTaskCreate xTaskCreatePinnedToCore osThreadNew pthread_create'],
      ['the privilege may not have been given up', 'setuid setgid seteuid setegid setresuid setresgid setgroups chroot chdir'],
      ['the setting may not have been made', 'HAL_Init HAL_RCC_OscConfig HAL_RCC_ClockConfig HAL_UART_Init HAL_SPI_Init HAL_I2C_Init HAL_CAN_Start HAL_CAN_ConfigFilter HAL_IWDG_Init HAL_IWDG_Refresh HAL_ADC_Start gpio_pin_configure_dt uart_irq_callback_set esp_task_wdt_add nvs_flash_init bind setsockopt'],
    ] as const
  ).flatMap(([harm, names]) => names.split(' ').map((name): [string, string] => [name, harm])),
);
