import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeFileAtomic } from './atomic.ts';

/** A small file of the program's own state. */
export interface JsonFile<Value> {
  /** `damaged`: there is a file, and it is not what it should be. */
  read(): Value | 'absent' | 'damaged';
  /** Durable when it returns; throws when the disk does not take it. */
  write(value: Value): void;
}

/** What this program keeps as JSON are a few kilobytes. */
const MAX_BYTES = 256 * 1024;

/** A file that holds one JSON value of this schema, written atomically. */
export const jsonFile = <Schema extends z.ZodType>(file: string, schema: Schema): JsonFile<z.output<Schema>> => ({
  read() {
    if (!existsSync(file)) return 'absent';
    try {
      if (statSync(file).size > MAX_BYTES) return 'damaged';
      const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
      return parsed.success ? parsed.data : 'damaged';
    } catch {
      return 'damaged';
    }
  },
  write(value) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileAtomic(file, new TextEncoder().encode(JSON.stringify(value)));
  },
});
