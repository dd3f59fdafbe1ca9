/** Turning an inspection into bytes. Exporters have no thoughts: they show, order and escape. */
import type { Inspection } from './inspection.ts';

export interface ExportOptions {
  /** Columns of the terminal; files get 80. */
  readonly width: number;
  readonly colour: boolean;
}

/** Default export of `src/report/<format>/exporter.ts`; `--format <format>` finds it by its folder. */
export interface Exporter {
  readonly format: string;
  /** File name extension with the dot. */
  readonly extension: string;
  readonly mediaType: string;
  readonly render: (inspection: Inspection, options: ExportOptions) => string;
}
