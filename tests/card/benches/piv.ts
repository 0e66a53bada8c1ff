import { join } from 'node:path';
import { writeOpenScConfiguration } from '../../../main/card/opensc-conf.ts';
import { OPENSC_MODULE, PCSCD, VPCD_DRIVER } from '../../doubles/card/namespace.ts';
import { startReaders } from '../../doubles/card/readers.ts';
import { type CardKind, LIBRARIES, type ModuleBench } from './bench.ts';

interface PivOptions {
  readonly env?: (folder: string) => Readonly<Record<string, string>>;
  readonly kinds?: readonly CardKind[];
  /** What the reader is called: some modules look at readers of their maker alone. */
  readonly reader?: string;
}

/** A module that reads the virtual PIV card through pcscd. */
const piv = (name: string, debian: string, module: string, options: PivOptions = {}): ModuleBench => ({
  ...{ name, debian, module, kinds: options.kinds ?? ['rsa', 'p256'] },
  files: [module, PCSCD, VPCD_DRIVER],
  async open(folder, card) {
    const readers = await startReaders({ folder: join(folder, 'readers'), names: [options.reader ?? 'Virtual reader'] });
    await readers.insert(card);
    return {
      env: { ...readers.env, OPENSC_CONF: writeOpenScConfiguration(folder), ...options.env?.(folder) },
      close: () => readers.close(),
    };
  },
});

const rsaOnly: PivOptions = { kinds: ['rsa'] };

export const pivBenches: readonly ModuleBench[] = [
  piv('OpenSC', 'opensc-pkcs11', OPENSC_MODULE),
  piv('OpenSC onepin', 'opensc-pkcs11', `${LIBRARIES}/onepin-opensc-pkcs11.so`),
  piv('OpenSC behind pkcs11-spy', 'opensc-pkcs11', `${LIBRARIES}/pkcs11-spy.so`, {
    env: (folder) => ({ PKCS11SPY: OPENSC_MODULE, PKCS11SPY_OUTPUT: join(folder, 'spy.log') }),
  }),
  piv('YubiKey (ykcs11)', 'ykcs11', `${LIBRARIES}/libykcs11.so.2`, { reader: 'Yubico YubiKey' }),
  piv('CACKey', 'cackey', '/usr/lib/pkcs11/libcackey.so', { ...rsaOnly, env: () => ({ CACKEY_NO_EXTRA_CERTS: '1' }) }),
  piv('CoolKey', 'coolkey', '/usr/lib/pkcs11/libcoolkeypk11.so', rsaOnly),
  piv('Scute (GnuPG)', 'scute', `${LIBRARIES}/scute/scute.so`, rsaOnly),
  piv('Mozilla’s roots (libnssckbi)', 'libnss3', `${LIBRARIES}/libnssckbi.so`, rsaOnly),
];
