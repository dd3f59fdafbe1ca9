/** The smallest shapes that the shape of an inspection is made of. */
import { z } from 'zod';

export const text = z.string();
export const count = z.number().int().nonnegative();
export const digest = z.string();
