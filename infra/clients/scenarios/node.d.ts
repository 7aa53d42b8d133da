// The little of Node.js that the scenarios use.
declare const process: { env: Record<string, string | undefined>; exitCode: number };
declare module "node:fs/promises" {
  export function readFile(path: string): Promise<ArrayBuffer>;
}
