import { testExchange } from './exchange-property.ts';

testExchange(12, 60_000);
