import { expect, it } from 'vitest';
import { endpoint, endpointIds } from '../../contracts/hq/endpoints.ts';
import { problemsOf } from '../../contracts/hq/problems.ts';
import { type DeviceParts, deviceRoutes } from '../../hq/gateway/routes.ts';
import { openApiDocument } from '../../hq/openapi.ts';
import { type ServiceParts, serviceRoutes } from '../../hq/services/routes.ts';

const document = JSON.parse(JSON.stringify(openApiDocument()));

it('describes every route of every server, and no other', () => {
  // The tables alone are read; nothing behind them is called.
  const routes = [...deviceRoutes({} as DeviceParts), ...serviceRoutes({ database: {} } as ServiceParts)].map(
    ({ method, path }) => `${method} ${path}`,
  );
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual([...routes, 'POST /.well-known/est/simpleenroll'].sort());
});

it('refers only to what it holds', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) {
    const found = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
    expect(found, reference).toBeDefined();
  }
});

it('names every operation once, and its security by a scheme that it holds', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object));
  const ids = operations.map((operation) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const operation of operations) {
    for (const scheme of operation.security.flatMap(Object.keys)) expect(document.components.securitySchemes).toHaveProperty(scheme);
  }
});

it('takes its schemas from the contracts, commands included', () => {
  expect(document.components.schemas).toMatchObject({
    incident: { type: 'object', properties: { grade: {} } },
    'storm.incident.addLine': { required: ['incidentId', 'text', 'at'] },
    'storm.unit.setStatus': { required: ['callSign', 'status', 'at'] },
  });
});

it('tells of every operation with which codes it refuses, what it takes and what it answers', () => {
  for (const id of endpointIds) {
    const row = endpoint(id);
    const operation = document.paths[row.path][row.method.toLowerCase()];
    for (const [code, status] of Object.entries(problemsOf(row))) {
      expect(operation.responses[status].description.split(', '), id).toContain(code);
      expect(operation.responses[status].content, id).toHaveProperty(['application/problem+json']);
    }
    for (const status of Object.keys(row.answers)) expect(operation.responses, id).toHaveProperty([status]);
    expect(operation.requestBody !== undefined, id).toBe(row.request !== undefined);
    const named = [row.segments, row.query, row.headers?.schema].flatMap((object) => Object.keys(object?.shape ?? {}));
    expect((operation.parameters ?? []).map(({ name }: { name: string }) => name)).toEqual(named);
  }
});
