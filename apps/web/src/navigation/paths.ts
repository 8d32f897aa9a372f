/** Every link comes from here. */
export const paths = {
  home: () => '/',
  logIn: () => '/login',
  resetPassword: () => '/password-reset/request',
  licenses: () => '/licenses',
  license: (id: string) => `/licenses/${id}`,
} as const;
