import { ErrorCircle24Regular } from '@fluentui/react-icons/svg/error-circle';
import { Component, type ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/State.tsx';

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
        title={strings.app.broken.what}
        lead={`${strings.app.broken.safe} ${strings.app.broken.todo}`}
        action={
          <Button appearance="primary" onClick={() => this.setState({ broke: false })}>
            {strings.errors.tryAgain}
          </Button>
        }
      />
    );
  }
}
