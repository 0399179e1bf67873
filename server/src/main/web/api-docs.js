// The API's page: Swagger UI on our own description, with nothing from elsewhere.

import { csrf } from "./csrf.js";

const place = document.getElementById("api");

window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  requestInterceptor: (request) => {
    request.headers["X-XSRF-TOKEN"] = csrf();
    return request;
  },
});
