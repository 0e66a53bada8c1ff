import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { HourglassHalf20Regular } from '@fluentui/react-icons/svg/hourglass-half';
import { strings } from '../../strings/index.ts';
import { Head, Lead, Step, Todo } from './parts.tsx';

const { steps } = strings.signin.unlocking;

/** How far the way from PIN to Today has come. */
export const Unlocking = ({ name, step }: { readonly name: string; readonly step: (typeof steps)[number][0] }) => {
  const at = steps.findIndex(([id]) => id === step);
  return (
    <>
      {step === 'card' ? (
        <Step icon={<HourglassHalf20Regular />}>{strings.signin.unlocking.checking}</Step>
      ) : (
        <Step tone="good" icon={<CheckmarkCircle20Filled />}>
          {strings.signin.unlocking.step}
        </Step>
      )}
      <Head>{strings.signin.unlocking.head(name)}</Head>
      <Lead>{strings.signin.unlocking.lead}</Lead>
      <div role="status">
        <Todo
          items={steps.map(([id, title, lead], index) => {
            const common = { title, lead, now: index === at } as const;
            if (index < at)
              return { ...common, tone: 'ok', mark: <Checkmark20Filled key={id} aria-label={strings.signin.unlocking.done} /> };
            return index === at
              ? { ...common, mark: <HourglassHalf20Regular key={id} aria-label={strings.signin.unlocking.now} /> }
              : { ...common, mark: <Circle20Regular key={id} aria-label={strings.signin.unlocking.next} /> };
          })}
        />
      </div>
    </>
  );
};
