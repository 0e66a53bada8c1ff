import type { Signer } from '../../pki/index.ts';
import type { HqConfig } from '../config.ts';
import type { ListedAuthority } from '../database/tables.ts';
import { readCertificate, readSigner } from './files.ts';

/** The force's authorities as HQ has them. DER. */
export interface Authorities {
  readonly root: Uint8Array;
  readonly officer: Uint8Array;
  readonly server: Uint8Array;
  /** HQ issues for laptops and shifts itself. */
  readonly device: Signer;
  readonly shift: Signer;
  readonly cmcResponder: Signer;
  readonly recovery: Uint8Array;
  /** Of the root's own issue; undefined where the force stamps nothing. */
  readonly timeStamp: Signer | undefined;
  /** The root's key is in a safe: its list is always a file. */
  readonly rootList: ListFile;
  /** Where each other revocation list comes from: HQ signs it, or somebody else writes a file. */
  readonly lists: Readonly<Record<ListedAuthority, { readonly signer: Signer } | ListFile>>;
}

export interface ListFile {
  /** Of the configuration. */
  readonly field: string;
  readonly file: string;
}

/** Reads what the configuration names. Throws ConfigError that names the field. */
export const loadAuthorities = (pki: HqConfig['pki']): Authorities => {
  const device = readSigner('pki.deviceAuthority', pki.deviceAuthority);
  const shift = readSigner('pki.shiftAuthority', pki.shiftAuthority);
  return {
    root: readCertificate('pki.root.certificate', pki.root.certificate),
    officer: readCertificate('pki.officerAuthority.certificate', pki.officerAuthority.certificate),
    server: readCertificate('pki.serverAuthority.certificate', pki.serverAuthority.certificate),
    device,
    shift,
    cmcResponder: readSigner('pki.cmcResponder', pki.cmcResponder),
    recovery: readCertificate('pki.recovery.certificate', pki.recovery.certificate),
    timeStamp: pki.timeStamp && readSigner('pki.timeStamp', pki.timeStamp),
    rootList: { field: 'pki.root.crl', file: pki.root.crl },
    lists: {
      officer: sourceOf('pki.officerAuthority', pki.officerAuthority),
      server: sourceOf('pki.serverAuthority', pki.serverAuthority),
      device: { signer: device },
      shift: { signer: shift },
    },
  };
};

const sourceOf = (field: string, files: HqConfig['pki']['officerAuthority']): { readonly signer: Signer } | ListFile => {
  if (files.crl !== undefined) return { field: `${field}.crl`, file: files.crl };
  if (files.key !== undefined) return { signer: readSigner(field, { certificate: files.certificate, key: files.key }) };
  throw new Error('an authority has a key or a list'); // The configuration was checked.
};

/** Where the configuration has each of them. */
export const authorityFields: Readonly<Record<ListedAuthority, string>> = {
  officer: 'pki.officerAuthority',
  device: 'pki.deviceAuthority',
  shift: 'pki.shiftAuthority',
  server: 'pki.serverAuthority',
};

/** The authorities below the root, DER; in the same order. */
export const certificatesOf = (authorities: Authorities): Readonly<Record<ListedAuthority, Uint8Array>> => ({
  officer: authorities.officer,
  device: authorities.device.certificate,
  shift: authorities.shift.certificate,
  server: authorities.server,
});
