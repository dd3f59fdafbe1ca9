/** Words at which foreign data enters a function; byte parameters enter by their shape. */
import { converters } from './converters.ts';
import { receivers } from './copies.ts';
import { scans } from './strings.ts';

/** Names that firmware gives to the buffers its interrupts and DMA fill; edit to taste. */
export const receiveBuffers: ReadonlySet<string> = new Set(
  ('rx_buffer rx_buf rxbuf rxBuf rxBuffer RxBuffer rx_data rxData RxData rxdata rx_packet rxPacket rx_frame rxFrame rx_msg rxMsg recv_buf recv_buffer recvBuf ' +
    'recvBuffer recvbuf receive_buffer receiveBuffer receive_buf received_data receivedData uart_rx_buf uart_rx_buffer uartRxBuffer usart_rx_buf dma_rx_buffer ' +
    'dma_rx_buf aRxBuffer UserRxBufferFS UserRxBufferHS incoming_packet incomingPacket inPacket in_packet packet_buffer packetBuffer').split(' '),
);

/** Parameters of unknown type by the names that messages go by. */
export const messageName = /^(?:const_?)?(?:p_?)?(?:buf|buffer|data|pkt|packet|msg|message|payload|frame|report|request|content|input|in)(?:_?(?:buf|ptr|in|data))?$/iu;

/** Functions of the device's own that read into what they are handed, by their names. */
export const readingName = /(?:^|_)(?:read|recv|receive|rx)(?:_|$)|(?:Read|Receive)$/u;

const buses = ['i2c', 'twi', 'spi', 'uart', 'usart', 'serial', 'can', 'link', 'radio', 'ble', 'modem', 'usb', 'ep0', 'eth', 'lora', 'nfc', 'rs485', 'port', 'bus', 'sensor'];

/** Drivers of buses and links by their usual names; where the buffer stands is seen at the call. */
export const drivers: readonly string[] = buses.flatMap((bus) => ['read', 'receive', 'recv'].map((verb) => `${bus}_${verb}`));
/** The same, for what goes out. */
export const senders: readonly string[] = buses.flatMap((bus) => ['write', 'send', 'transmit'].map((verb) => `${bus}_${verb}`));

export const foreignWords: readonly string[] = [
  ...drivers,
  ...converters.keys(), ...receivers.keys(), 'payload', 'can_frame', 'can_frame_t', 'setup', 'setup_packet', 'usb_setup_packet', 'image_header', 'image_header_t', 'atoi', 'atol', 'strtol', 'strtoul', 'sscanf', 'fscanf', 'scanf', 'swscanf', 'fwscanf', 'wscanf', 'wcstol', 'wcstoul', '_wtoi', ...receiveBuffers,
];

/** All words by which foreign data may enter: those above, and those that wake no rule by themselves. */
export const sourceWords: readonly string[] = [...foreignWords, ...scans.keys(), 'atoll', 'strtoll', 'strtoull'];
