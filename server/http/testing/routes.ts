import type { Express } from 'express';

/** What of a layer of express's router is looked at (router 2, lib/layer.js). */
interface Layer {
  readonly rawPath?: string | readonly string[];
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every route of an app as `GET /api/labs`, and as `USE /assets` what stands under a path of its own without being a route. */
export function routesOf(app: Express): readonly string[] {
  // What several handlers stand under is one path.
  return [...new Set(within((app.router as unknown as { stack: readonly Layer[] }).stack, ''))];
}

function within(stack: readonly Layer[], at: string): string[] {
  return stack.flatMap(({ route, handle, rawPath = '/' }) => {
    if (route !== undefined) {
      const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
      return [route.path].flat().flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${at}${path}`));
    }
    return [rawPath].flat().flatMap((path) => {
      const here = path === '/' ? at : `${at}${path}`;
      if (handle?.stack !== undefined) return within(handle.stack, here);
      return here === at ? [] : [`USE ${here}`];
    });
  });
}
