/** The simulation against a reference table computed apart, against the published Android series, and against itself. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { integrate, simulate, type Moment, type Parameters } from '../../src/roadmap/simulate.ts';
import { ownTables } from './samples.ts';

const { decay } = await ownTables();
const reference: Parameters = { lifetime_years: 2.5, doubling_years: 6, safe_density_ratio: 0.001, memory_share: 0.7, adoption_midpoint_years: 5, adoption_slope: 0.919, field_delay_years: 1 };
const adopting = { name: 'new code only', adopts: true, moves: [] };

/** year: new code unsafe, unsafe stock, then reports and share for both lifetimes. */
const table: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  0: [0.99, 1, 1, 0.7, 1, 0.7],
  4: [0.71, 1.53, 1.4, 0.67, 1.44, 0.68],
  6: [0.29, 1.73, 1.23, 0.59, 1.37, 0.62],
  8: [0.06, 1.81, 0.76, 0.42, 1.02, 0.49],
  10: [0.01, 1.83, 0.39, 0.23, 0.67, 0.33],
  12: [0, 1.83, 0.19, 0.1, 0.42, 0.2],
};

describe('the equations', () => {
  it('give the reference table within a hundredth', () => {
    const short = integrate(reference, adopting, 12);
    const long = integrate({ ...reference, lifetime_years: 4.09 }, adopting, 12);
    for (const [key, [fresh, stock, reports, share, longReports, longShare]] of Object.entries(table)) {
      const year = Number(key);
      const at = (moments: readonly Moment[]): Moment => moments[year] ?? assert.fail('no such year');
      const near = (is: number, wanted: number, what: string): void => assert.ok(Math.abs(is - wanted) <= 0.01, `year ${year}, ${what}: ${is} and not ${wanted}`);
      near(at(short).newCodeUnsafe, fresh, 'new code');
      near(at(short).unsafeStock, stock, 'stock');
      near(at(short).reports, reports, 'reports, short life');
      near(at(short).share, share, 'share, short life');
      near(at(long).reports, longReports, 'reports, long life');
      near(at(long).share, longShare, 'share, long life');
    }
  });

  it('let reports fall while the stock of unsafe code still grows', () => {
    const moments = integrate(reference, adopting, 10);
    for (let year = 7; year <= 10; year++) {
      assert.ok((moments[year]?.reports ?? 1) < (moments[year - 1]?.reports ?? 0));
      assert.ok((moments[year]?.unsafeStock ?? 0) > (moments[year - 1]?.unsafeStock ?? 9));
    }
  });

  it('give the shape of the published Android series: 76 to 24 percent in five years, below 20 in the sixth', () => {
    // Half of the new code was memory safe early: the shift is put at the start, and steep.
    const android = integrate({ ...reference, memory_share: 0.76, adoption_midpoint_years: 0, adoption_slope: 2 }, adopting, 6);
    const { share = [], count = [] } = { share: android.map((one) => one.share), count: android.map((one) => one.reports) };
    assert.ok(Math.abs((share[0] ?? 0) - 0.76) <= 0.001);
    assert.ok(Math.abs((share[5] ?? 0) - 0.24) <= 0.02, `2024: ${share[5]}`);
    assert.ok((share[6] ?? 1) < 0.2, `2025: ${share[6]}`);
    assert.ok(Math.abs((count[5] ?? 0) - 36 / 220) <= 0.03, `count in 2024: ${count[5]} of that in 2019`);
    for (let year = 1; year < share.length; year++) assert.ok((share[year] ?? 1) < (share[year - 1] ?? 0), 'it falls every year');
  });

  it('keep what is open in the field longer when fixes arrive late', () => {
    const soon = integrate({ ...reference, field_delay_years: 0.2 }, adopting, 12);
    const late = integrate({ ...reference, field_delay_years: 4 }, adopting, 12);
    assert.ok((late[12]?.field ?? 0) > (soon[12]?.field ?? 1));
  });
});

describe('the draws', () => {
  const run = (seed: number): string => JSON.stringify(simulate({ decay, moves: [{ year: 2, share: 0.5 }], seed, draws: 60, years: 12 }));

  it('are the same to the bit from the same seed, and others from another', () => {
    assert.equal(run(7), run(7));
    assert.notEqual(run(7), run(8));
  });

  it('order the ways of going on, and show an interval', () => {
    const { scenarios, sensitivity } = simulate({ decay, moves: [{ year: 2, share: 0.5 }], seed: 1, draws: 200, years: 12 });
    const [nothing, fresh, plan] = scenarios.map(({ field }) => field[12] ?? assert.fail('no last year'));
    assert.ok(nothing && fresh && plan && nothing.middle > fresh.middle && fresh.middle > plan.middle);
    for (const { reports, field } of scenarios) for (const { low, middle, high } of [...reports, ...field]) assert.ok(low <= middle && middle <= high);
    assert.deepEqual(sensitivity.map(({ parameter }) => parameter).sort(), Object.keys(decay.parameters).sort());
  });
});
