import { allRoutes } from '@jzt/shared/contract/index';
import { ApiErrorBody } from '@jzt/shared/contract/common';
import type { RouteSpec } from '@jzt/shared/contract/route';
import * as z from 'zod';

// Input shape: what a client sends before trimming and coercion, what it reads after.
const jsonSchema = (schema: RouteSpec['body'], io: 'input' | 'output' = 'output') =>
  z.toJSONSchema(schema as never, { target: 'openapi-3.0', unrepresentable: 'any', io });

const parameters = (schema: RouteSpec['params'], where: 'path' | 'query') => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: one,
  }));
};

const requestBody = (route: RouteSpec) => {
  if (route.upload)
    return {
      required: true,
      content: {
        'multipart/form-data': {
          schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
        },
      },
    };
  return route.body && { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } };
};

const success = (route: RouteSpec) => {
  const content = route.binary
    ? Object.fromEntries(route.binary.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: jsonSchema(route.response) } };
  return { description: '成功', content };
};

const operation = (route: RouteSpec) => ({
  operationId: route.id,
  tags: [route.id.split('.')[0]],
  summary: route.summary,
  description: [
    `可调用：${Array.isArray(route.access) ? route.access.join('、') : route.access}`,
    route.errors?.length && `可能的拒绝：${route.errors.join('、')}`,
  ]
    .filter(Boolean)
    .join('\n\n'),
  security: route.access === 'PUBLIC' ? [] : [{ accessToken: [] }],
  parameters: [
    ...parameters(route.params, 'path'),
    ...parameters(route.query, 'query'),
    ...(route.idempotent
      ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 16, maxLength: 80 } }]
      : []),
  ],
  requestBody: requestBody(route),
  responses: {
    200: success(route),
    default: { description: '拒绝或失败', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
  },
});

let cached: object | undefined;

/** The whole contract as OpenAPI 3.0. */
export function openApiDocument(): object {
  if (cached) return cached;
  const paths: Record<string, Record<string, object>> = {};
  for (const route of allRoutes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return (cached = {
    openapi: '3.0.3',
    info: {
      title: '建证通 API',
      version: '1',
      description: '建设行业从业人员证书：实名、报名、学习、考试、签发与核验。错误一律为 {code, message, ruleId?, fields?, requestId}。',
    },
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } }, schemas: { Error: jsonSchema(ApiErrorBody) } },
    paths,
  });
}
