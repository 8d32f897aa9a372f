// The validator badge would send the description to somebody else's server; tokens stay in memory only.
window.SwaggerUIBundle({
  dom_id: '#explorer',
  url: '/api/openapi.json',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  persistAuthorization: false,
  filter: true,
});
