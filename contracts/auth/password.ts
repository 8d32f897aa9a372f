/** Characters. Common passwords and the person's own address are refused beside this. Apart from the schemas: the web app tells it too. */
export const MIN_PASSWORD_LENGTH = 12;
