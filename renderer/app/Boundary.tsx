import { ErrorCircle24Regular } from '@fluentui/react-icons/svg/error-circle';
import { Component, type ReactNode } from 'react';
import { Empty } from '../ui/State.tsx';
import { Tap } from '../ui/Tap.tsx';
import { words } from '../words/index.ts';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly broke: boolean;
}

/** One pane that breaks leaves the others, the lock and the outbox standing. */
export class Boundary extends Component<Props, State> {
  override state: State = { broke: false };

  static getDerivedStateFromError(): State {
    return { broke: true };
  }

  override render(): ReactNode {
    if (!this.state.broke) return this.props.children;
    return (
      <Empty
        icon={<ErrorCircle24Regular />}
        title={words.app.broken.what}
        lead={`${words.app.broken.safe} ${words.app.broken.todo}`}
        action={
          <Tap appearance="primary" onClick={() => this.setState({ broke: false })}>
            {words.errors.tryAgain}
          </Tap>
        }
      />
    );
  }
}
