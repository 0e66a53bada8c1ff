export declare const nodeOfPackages: (root: string, platform: NodeJS.Platform) => string;
export declare const chooseNode: (
  ofPackages: string | undefined,
  own: { readonly path: string; readonly version: string },
) => string | undefined;
export declare const needsDebian: (task: string, platform: NodeJS.Platform) => string | undefined;
