import { testExchange } from './exchange-property.ts';

testExchange(400, 30 * 60_000);
