/** Words at which foreign data enters a function; byte parameters enter by their shape. */
import { converters } from './converters.ts';
import { receivers } from './copies.ts';

export const foreignWords: readonly string[] = [
  ...converters.keys(), ...receivers.keys(), 'payload', 'atoi', 'atol', 'strtol', 'strtoul', 'sscanf', 'fscanf',
];
