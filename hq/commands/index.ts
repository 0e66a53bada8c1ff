import type { Command } from '../command-line/command.ts';
import { auditProve } from './audit-prove.ts';
import { auditVerify } from './audit-verify.ts';
import { cardCancelled } from './card-cancelled.ts';
import { cardRegister } from './card-register.ts';
import { check } from './check.ts';
import { code } from './code.ts';
import { doctor } from './doctor.ts';
import { init } from './init.ts';
import { journalExport } from './journal-export.ts';
import { listsSign } from './lists-sign.ts';
import { mapPut } from './map-put.ts';
import { officerEnd } from './officer-end.ts';
import { officerList } from './officer-list.ts';
import { officerMove } from './officer-move.ts';
import { officerPut } from './officer-put.ts';
import { openapi } from './openapi.ts';
import { pkiCrl, pkiRenew } from './pki.ts';
import { policySign } from './policy-sign.ts';
import { policyStatus } from './policy-status.ts';
import { recordRestrict } from './record-restrict.ts';
import { releasePublish, releaseSign, releaseWithdraw } from './release.ts';
import { serve } from './serve.ts';
import { videoPut } from './video-put.ts';

/** Everything that mobile-office-hq does, in the order in which it is shown. */
export const commands: readonly Command[] = [
  init,
  check,
  serve,
  doctor,
  officerPut,
  officerList,
  officerMove,
  officerEnd,
  cardRegister,
  cardCancelled,
  code,
  pkiRenew,
  pkiCrl,
  policySign,
  policyStatus,
  listsSign,
  releaseSign,
  releasePublish,
  releaseWithdraw,
  mapPut,
  videoPut,
  recordRestrict,
  journalExport,
  auditVerify,
  auditProve,
  openapi,
];
