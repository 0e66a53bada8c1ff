import { createRequire } from 'node:module';
import { nativeBinding } from '../../store/native-binding.ts';
import type { Check } from './check.ts';

interface Sqlite {
  new (file: string, options: { readonly nativeBinding: string }): { prepare(sql: string): { pluck(): { get(): unknown } }; close(): void };
}
interface Pkcs11 {
  readonly PKCS11: new () => object;
}

/**
 * Tells whether the native modules load where the product's bundles look for them (in the packaged one: unpacked beside the
 * archive). Only here does main load them itself: the process ends after the self-test.
 */
export const nativeModules = (entries: { readonly storeWorker: string; readonly cardService: string }): readonly Check[] => [
  {
    name: 'better-sqlite3',
    run() {
      const ofWorker = createRequire(entries.storeWorker);
      const Database = ofWorker('better-sqlite3') as Sqlite;
      const database = new Database(':memory:', { nativeBinding: nativeBinding(ofWorker) });
      try {
        return database.prepare('select 6 * 7').pluck().get() === 42;
      } finally {
        database.close();
      }
    },
  },
  {
    name: 'pkcs11js',
    run: () => typeof new (createRequire(entries.cardService)('pkcs11js') as Pkcs11).PKCS11() === 'object',
  },
];
