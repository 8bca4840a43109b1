import { Component, type ReactNode } from 'react';
import { notify } from '../state/notices';
import { Button } from '../ui/Button';
import { PaneFrame } from '../ui/PaneFrame';
import { ErrorState } from '../ui/States';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}
interface State {
  readonly message: string | null;
}

/** A pane that fails leaves the others standing, says what happened and can be tried again. */
export class PaneBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(cause: unknown): State {
    return { message: cause instanceof Error ? cause.message : String(cause) };
  }

  override componentDidCatch(cause: unknown): void {
    const detail = cause instanceof Error ? cause.message : String(cause);
    notify({ tone: 'error', title: `The ${this.props.title} pane stopped`, detail });
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <PaneFrame title={this.props.title}>
        <ErrorState
          what={`The ${this.props.title} pane stopped.`}
          then={`${this.state.message}. Stored data are not touched, and the other panes go on.`}
          action={<Button onClick={() => this.setState({ message: null })}>Open it again</Button>}
        />
      </PaneFrame>
    );
  }
}
