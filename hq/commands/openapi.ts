import { defineCommand } from '../command-line/command.ts';
import { openApiDocument } from '../openapi.ts';

export const openapi = defineCommand({
  name: 'openapi',
  summary: 'prints the contract that a force’s integration layer implements (OpenAPI 3.1)',
  run: () => void process.stdout.write(`${JSON.stringify(openApiDocument(), undefined, 2)}\n`),
});
