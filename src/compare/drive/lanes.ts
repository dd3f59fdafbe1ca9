/** Several drivers of the same side as one: inputs are dealt out, so that the slower side of a pair leaves no core idle. */
import type { Driven, Driver } from './driver.ts';

/** What is said of the whole holds for every one of them. */
export function lanes(drivers: readonly Driver[]): Driver {
  return {
    contained: () => drivers.every((driver) => driver.contained()),
    copied: () => drivers.every((driver) => driver.copied()),
    close: async () => void (await Promise.all(drivers.map((driver) => driver.close()))),
    run: async (inputs) => {
      const dealt = drivers.map((_driver, lane) => inputs.filter((_input, index) => index % drivers.length === lane));
      const answers = await Promise.all(drivers.map(async (driver, lane) => driver.run(dealt[lane] ?? [])));
      return inputs.flatMap((_input, index): readonly Driven[] => {
        const answer = answers[index % drivers.length]?.[Math.floor(index / drivers.length)];
        return answer === undefined ? [] : [answer];
      });
    },
  };
}
