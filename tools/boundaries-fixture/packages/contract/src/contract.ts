// packages-import-lower-packages: service stands above contract.
export { service } from '../../service/src/service.ts';
