/** The little of a page that the page's half of this shell touches: main carries no DOM types. */
export interface PageNode extends EventTarget {
  readonly nodeType: number;
}
export interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
  readonly downloadRequest: string | null;
}
export interface PageWindow extends EventTarget {
  readonly top: PageWindow;
  readonly location: { readonly origin: string };
  readonly document: { createElement(name: string): PageNode };
  readonly navigation: EventTarget;
  readonly sessionStorage: { clear(): void };
  name: string;
  readonly MouseEvent: new (
    type: string,
    init: { readonly relatedTarget: EventTarget },
  ) => Event & { readonly relatedTarget: PageNode | null };
  readonly CustomEvent: new (type: string, init: { readonly detail: unknown }) => Event & { readonly detail: unknown };
}
