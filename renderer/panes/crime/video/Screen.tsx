import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ArrowCounterclockwise20Regular } from '@fluentui/react-icons/svg/arrow-counterclockwise';
import { Bookmark20Regular } from '@fluentui/react-icons/svg/bookmark';
import { Pause20Filled } from '@fluentui/react-icons/svg/pause';
import { Play20Filled } from '@fluentui/react-icons/svg/play';
import type { KeyboardEvent } from 'react';
import type { ShownClip } from '../../../../contracts/ipc/video.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { clipUrl, placeIn } from './place.ts';
import { JUMP_SECONDS, type Player } from './usePlayer.ts';
import s from './video.module.css';

const { video: words } = strings;
const { player: w } = words;

/** The picture, the place in it, and what plays it. Space, arrows and M are keys in here alone. */
export const Screen = ({
  clip: { id, seconds },
  player,
  title,
  mark,
}: {
  readonly clip: Pick<ShownClip, 'id' | 'seconds'>;
  readonly player: Player;
  readonly title: string;
  readonly mark: () => void;
}) => {
  const { video, round, second, playing, waiting, fault, toggle, seek, again, events } = player;
  const actOf = ({ key, target }: KeyboardEvent): (() => void) | undefined => {
    switch (key) {
      case ' ':
        return target instanceof HTMLButtonElement ? undefined : toggle;
      case 'ArrowLeft':
      case 'ArrowRight':
        return () => seek(second + (key === 'ArrowLeft' ? -JUMP_SECONDS : JUMP_SECONDS));
      case 'm':
      case 'M':
        return mark;
      default:
        return undefined;
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form's fields
    <div className={s.player} role="group" aria-label={w.label} onKeyDown={press}>
      <div className={s.screen}>
        <video
          key={round}
          ref={video}
          src={fault === undefined ? clipUrl(id) : undefined}
          preload="metadata"
          aria-label={title}
          {...events}
        />
        {fault !== undefined && (
          <div className={s.stopped} data-code={fault} role="alert">
            <h2>{words.stopped[fault].what}</h2>
            <p>{words.stopped[fault].lead}</p>
            <Button onClick={again}>{strings.errors.tryAgain}</Button>
          </div>
        )}
        <p role="status" className={fault === undefined && waiting ? s.coming : 'heard'}>
          {fault === undefined && waiting ? w.coming : ''}
        </p>
      </div>
      <input
        type="range"
        className={s.slider}
        aria-label={w.place}
        aria-valuetext={w.placeText(second, seconds)}
        min={0}
        max={Math.floor(seconds)}
        value={second}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <div className={s.controls}>
        <Button
          appearance="primary"
          icon={playing ? <Pause20Filled /> : <Play20Filled />}
          disabledFocusable={fault !== undefined}
          onClick={toggle}
        >
          {playing ? w.pause : w.play}
        </Button>
        <Button icon={<ArrowCounterclockwise20Regular />} aria-label={w.back} onClick={() => seek(second - JUMP_SECONDS)}>
          {w.tenSeconds}
        </Button>
        <Button icon={<ArrowClockwise20Regular />} aria-label={w.on} onClick={() => seek(second + JUMP_SECONDS)}>
          {w.tenSeconds}
        </Button>
        <p className={s.place}>
          <b>{placeIn(second)}</b> {w.of} {placeIn(seconds)}
        </p>
        <Button icon={<Bookmark20Regular />} aria-keyshortcuts="M" onClick={mark}>
          {w.mark}
        </Button>
      </div>
      <p className={s.keys}>{w.keys}</p>
    </div>
  );
};
