// Modules that the build makes; see the folder `build`.

declare module 'virtual:operation-routes' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- a declaration of this kind can import in no other way
  export const operationRoutes: import('./api/routes.ts').OperationRoutes;
}

declare module 'virtual:theme-variables.css';
