import { expect, test } from 'vitest';
import { announced } from './tus.ts';

const filename = `filename ${Buffer.from('дамп.bin').toString('base64')}`;

test.for([
  ['a length and a name', { 'upload-length': '12', 'upload-metadata': filename }, { name: 'дамп.bin', size: 12 }],
  ['a name among others', { 'upload-length': '0', 'upload-metadata': `is_confidential,  ${filename}` }, { name: 'дамп.bin', size: 0 }],
  ['no length', { 'upload-metadata': filename }, undefined],
  ['a length that is none', { 'upload-length': '-1', 'upload-metadata': filename }, undefined],
  ['no name', { 'upload-length': '12', 'upload-metadata': 'filetype dGV4dA==' }, undefined],
  ['a name that is not encoded', { 'upload-length': '12', 'upload-metadata': 'filename дамп' }, undefined],
] as const)('%s', ([, headers, expected]) => {
  expect(announced(headers)).toEqual(expected);
});
