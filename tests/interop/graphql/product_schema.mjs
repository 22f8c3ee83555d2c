// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// product_schema.mjs CAMPAIGN-SERVER SAMPLE.json
// graphql-js accepts the schema that the product itself answers to introspection, and printing it is stable. Exit 77 when
// graphql-js is not installed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [server, sample] = process.argv.slice(2);
let js;
try {
  js = await import('graphql');
} catch {
  console.log('skipped: graphql-js is not installed (npm ci in tests/interop)');
  process.exit(77);
}
const folder = mkdtempSync(join(tmpdir(), 'campaign-schema-'));
try {
  const file = join(folder, 'world.campaign');
  execFileSync(server, ['import', '--format', 'json', sample, file]);
  const query = js.getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true });
  const reply = JSON.parse(execFileSync(server, ['query', file, query], { maxBuffer: 64 << 20 }));
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  const schema = js.buildClientSchema(reply.data);
  const faults = js.validateSchema(schema);
  if (faults.length) throw new Error(faults.map((fault) => fault.message).join('\n'));
  const printed = js.printSchema(schema);
  if (js.printSchema(js.buildSchema(printed)) !== printed) throw new Error('printing the schema is not stable');
  console.log(`graphql-js accepts the schema: ${Object.keys(schema.getTypeMap()).length} types`);
} finally {
  rmSync(folder, { recursive: true });
}
