import { urlFor, tenantRole } from '@kabinet/database/roles';
import Fastify from 'fastify';
import pg from 'pg';

/**
 * The floor: bare Fastify and pg, run as `node bench/floor.ts` with the query of the licence list, the trees of its caller
 * and the connection in the environment. The same SQL under the same row-level security, pipelined in the same way.
 */
const { FLOOR_QUERY = '', FLOOR_ROOTS = '', FLOOR_DATABASE = '', FLOOR_SECRET = '' } = process.env;
const query = JSON.parse(FLOOR_QUERY) as { text: string; values: unknown[] };

const pool = new pg.Pool({
  connectionString: urlFor(tenantRole('licenses', FLOOR_SECRET), FLOOR_DATABASE),
  max: 2,
  pipeline: true,
  options: '-c search_path=licenses',
});

const app = Fastify();

app.get('/licenses', async () => {
  const client = await pool.connect();
  try {
    const [, , result] = await Promise.all([
      client.query('begin'),
      client.query({ name: 'roots', text: `select set_config('app.roots', $1, true)`, values: [FLOOR_ROOTS] }),
      client.query({ name: 'list', ...query }),
      client.query('commit'),
    ]);
    return { items: result.rows, next_cursor: null };
  } finally {
    client.release();
  }
});

await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify(app.server.address())}\n`);
