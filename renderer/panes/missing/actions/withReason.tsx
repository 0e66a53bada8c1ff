import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import type { ActionProps } from './kinds.ts';

const { endCirculation, notFound } = strings.forms.missingPerson;
const nothing = { text: '' };

/** A step of which nothing is written but why. `none`: what the officer is asked for who writes nothing, where something must be. */
const withReason =
  (command: 'missing.endCirculation' | 'missing.notFound', w: typeof endCirculation | typeof notFound, none?: string) =>
  ({ report, open, close }: ActionProps) => (
    <ActionSheet<'missing', typeof command, typeof nothing>
      open={open}
      system="missing"
      command={command}
      initial={fitted(nothing, open.payload)}
      read={(kept) => fitted(nothing, kept)}
      title={({ text }) => text}
      check={({ text }) => faultsOf({ text: textFault(text, none) })}
      payload={({ text }) => ({ missingId: report.id, text: written(text) })}
      summary={() => w.summary(report.name)}
      words={() => ({ ...w, title: w.title(report.name) })}
      close={() => close()}
    >
      {(fields, change, faults) => <TextField {...bind(w, fields, faults, change)('text')} />}
    </ActionSheet>
  );

/** Crews are told no more. */
export const EndCirculation = withReason('missing.endCirculation', endCirculation);
/** It was somebody else who was found. */
export const NotFound = withReason('missing.notFound', notFound, notFound.noText);
