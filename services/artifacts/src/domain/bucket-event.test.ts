import { expect, test } from 'vitest';
import { foldersIn } from './bucket-event.ts';

function record(key: unknown): object {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'releases' }, object: { key, size: 5 } },
  };
}

test('a notification names the folders of its objects, once each', () => {
  const keys = ['horns-os/1.8.1/a.iso', 'horns-os/1.8.1/release.json', 'horns-os/2.0%2Bb1/%D0%BE%D0%B1%D1%80%D0%B0%D0%B7+1.iso'];
  expect(foldersIn({ Records: keys.map(record) })).toEqual(['horns-os/1.8.1', 'horns-os/2.0+b1']);
});

test.each([
  [{ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'releases' }],
  [{ Records: 'none' }],
  [{ Records: [null, {}, record(7), record('%E0%A4%A'), record('elsewhere.txt'), record('../../etc/passwd')] }],
])('%j names none', (event) => {
  expect(foldersIn(event)).toEqual([]);
});
