/** Every service answers it alike, so that it is made where all of them find it. */
export { systemContract } from '@kabinet/contract/system';
