/** The few commands and events of the Chrome DevTools Protocol that this shell uses, as the protocol's own JSON describes them. */

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly browserContextId?: string;
}

export interface Commands {
  'Browser.close': [undefined, unknown];
  'Browser.getVersion': [undefined, { readonly product: string }];
  'Browser.getWindowForTarget': [{ targetId: string }, { readonly windowId: number }];
  'Browser.setWindowBounds': [{ windowId: number; bounds: { width: number; height: number } }, unknown];
  'Browser.grantPermissions': [{ permissions: readonly string[]; browserContextId?: string }, unknown];
  'Browser.setDownloadBehavior': [{ behavior: 'deny'; browserContextId?: string }, unknown];
  'SystemInfo.getProcessInfo': [undefined, { readonly processInfo: readonly { readonly type: string; readonly id: number }[] }];
  'Target.setAutoAttach': [{ autoAttach: boolean; waitForDebuggerOnStart: boolean; flatten: true }, unknown];
  'Target.createTarget': [
    { url: string; newWindow: boolean; width: number; height: number; browserContextId?: string },
    { readonly targetId: string },
  ];
  'Target.closeTarget': [{ targetId: string }, unknown];
  'Target.activateTarget': [{ targetId: string }, unknown];
  'Page.enable': [undefined, unknown];
  'Page.getFrameTree': [undefined, { readonly frameTree: { readonly frame: { readonly id: string } } }];
  'Page.navigate': [{ url: string }, { readonly errorText?: string }];
  'Page.resetNavigationHistory': [undefined, unknown];
  'Page.setInterceptFileChooserDialog': [{ enabled: boolean }, unknown];
  'Page.addScriptToEvaluateOnNewDocument': [{ source: string; worldName?: string }, unknown];
  'Runtime.enable': [undefined, unknown];
  'Runtime.addBinding': [{ name: string; executionContextName: string }, unknown];
  'Runtime.callFunctionOn': [
    { functionDeclaration: string; arguments: readonly { readonly value: unknown }[]; executionContextId: number },
    unknown,
  ];
  'Runtime.evaluate': [{ expression: string; userGesture: boolean }, unknown];
  'Emulation.setFocusEmulationEnabled': [{ enabled: boolean }, unknown];
  'Runtime.runIfWaitingForDebugger': [undefined, unknown];
  'Fetch.enable': [{ patterns: readonly { readonly urlPattern: string }[] }, unknown];
  'Fetch.fulfillRequest': [
    {
      requestId: string;
      responseCode: number;
      responseHeaders: readonly { readonly name: string; readonly value: string }[];
      body: string;
    },
    unknown,
  ];
  'Fetch.failRequest': [{ requestId: string; errorReason: 'Aborted' | 'BlockedByClient' }, unknown];
  'Storage.clearDataForOrigin': [{ origin: string; storageTypes: 'all' }, unknown];
}

export interface PausedRequest {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
}

export interface Events {
  'Target.attachedToTarget': { readonly sessionId: string; readonly targetInfo: TargetInfo };
  'Target.detachedFromTarget': { readonly sessionId: string };
  'Inspector.targetCrashed': unknown;
  'Page.loadEventFired': unknown;
  'Page.frameNavigated': { readonly frame: { readonly id: string; readonly parentId?: string; readonly url: string } };
  'Runtime.executionContextCreated': {
    readonly context: {
      readonly id: number;
      readonly name: string;
      readonly origin: string;
      readonly auxData?: { readonly frameId?: string; readonly type?: string };
    };
  };
  'Runtime.executionContextDestroyed': { readonly executionContextId: number };
  'Runtime.executionContextsCleared': unknown;
  'Runtime.bindingCalled': { readonly name: string; readonly payload: string; readonly executionContextId: number };
  'Fetch.requestPaused': PausedRequest;
}

export type Method = keyof Commands;
export type EventName = keyof Events;
