/** Calls that move as many bytes as they are told, with the places of destination, source and length; -1 where there is none. */

export interface Copying {
  readonly to: number;
  readonly from: number;
  readonly length: number;
  /** A second factor of the length, as in `fread(p, size, count, f)`. */
  readonly times?: number;
}

const memory: Copying = { to: 0, from: 1, length: 2 };
const fill: Copying = { to: 0, from: -1, length: 2 };
const into: Copying = { to: 1, from: -1, length: 2 };
const outOf: Copying = { to: -1, from: 1, length: 2 };

function all(names: string, role: Copying): [string, Copying][] {
  return names.split(' ').map((name) => [name, role]);
}

/** C library, POSIX, EDK II, lwIP, FreeRTOS, Zephyr, RT-Thread, STM32 HAL, ESP-IDF, FatFs, OpenSSL, Mbed TLS, PPP. */
export const copies: ReadonlyMap<string, Copying> = new Map([
  ...all(
    'memcpy memmove wmemcpy wmemmove mempcpy __builtin_memcpy __builtin_memmove CopyMem RtlCopyMemory RtlMoveMemory CopyMemory MoveMemory ' +
      'MEMCPY SMEMCPY MEMMOVE XMEMCPY XMEMMOVE BCOPY_MEM os_memcpy os_memmove rt_memcpy rt_memmove osal_memcpy sl_Memcpy vMemCpy ' +
      'zmemcpy InternalMemCopyMem qurt_memcpy xmemcpy arm_memcpy mem_copy memcpy_P strncpy strncat',
    memory,
  ),
  ...all('bcopy BCOPY', { to: 1, from: 0, length: 2 }),
  ...all('memset wmemset __builtin_memset SetMem MEMSET XMEMSET os_memset rt_memset', fill),
  ...all('bzero explicit_bzero ZeroMem RtlZeroMemory ZeroMemory BZERO', { to: 0, from: -1, length: 1 }),
  ...all(
    'read recv recvfrom pread lwip_recv lwip_read lwip_recvfrom SSL_read BIO_read mbedtls_ssl_read gnutls_record_recv f_read lfs_file_read ' +
      'HAL_UART_Receive HAL_UART_Receive_IT HAL_UART_Receive_DMA HAL_SPI_Receive HAL_SPI_Receive_IT HAL_SPI_Receive_DMA ' +
      'uart_read_bytes xStreamBufferReceive xMessageBufferReceive',
    into,
  ),
  ...all('copy_n', { to: 2, from: 0, length: 1 }),
  ...all('fread', { to: 0, from: -1, length: 1, times: 2 }),
  ...all('pbuf_copy_partial', into),
  ...all(
    'write send sendto lwip_send lwip_write SSL_write BIO_write mbedtls_ssl_write HAL_UART_Transmit HAL_UART_Transmit_IT HAL_UART_Transmit_DMA ' +
      'HAL_SPI_Transmit uart_write_bytes xStreamBufferSend xMessageBufferSend pbuf_take net_buf_add_mem net_buf_simple_add_mem tcp_write f_write',
    outOf,
  ),
]);

/** Where the size stands in calls that allocate. `calloc` and its kin check their product themselves. */
export const allocations: ReadonlyMap<string, number> = new Map([
  ...'malloc pvPortMalloc k_malloc mem_malloc kmalloc kzalloc vmalloc OPENSSL_malloc CRYPTO_malloc rt_malloc os_malloc osal_mem_alloc xmalloc g_malloc'
    .split(' ').map((name): [string, number] => [name, 0]),
  ...'g_malloc0 AllocatePool AllocateZeroPool heap_caps_malloc tcpip_try_malloc png_malloc ps_malloc av_malloc mbedtls_malloc wolfSSL_Malloc XMALLOC'
    .split(' ').map((name): [string, number] => [name, 0]),
  ...'realloc xrealloc k_realloc pvPortRealloc OPENSSL_realloc rt_realloc g_realloc png_malloc_warn XREALLOC'
    .split(' ').map((name): [string, number] => [name, 1]),
]);

/** Macros that libraries ask for memory by; the size is their last argument. */
export const allocationMacros: readonly string[] = ['ALLOC', 'MALLOC', 'REALLOC'];

/** Calls that fill a buffer from outside: the place of the buffer among the arguments. */
export const receivers: ReadonlyMap<string, number> = new Map([
  ...'read recv recvfrom pread lwip_recv lwip_read lwip_recvfrom SSL_read BIO_read mbedtls_ssl_read gnutls_record_recv f_read lfs_file_read'
    .split(' ').map((name): [string, number] => [name, 1]),
  ...'HAL_UART_Receive HAL_UART_Receive_IT HAL_UART_Receive_DMA HAL_SPI_Receive HAL_SPI_Receive_IT HAL_SPI_Receive_DMA uart_read_bytes'
    .split(' ').map((name): [string, number] => [name, 1]),
  ...'xStreamBufferReceive xMessageBufferReceive pbuf_copy_partial'.split(' ').map((name): [string, number] => [name, 1]),
  ...'fread readBytes'.split(' ').map((name): [string, number] => [name, 0]),
]);
