/** GraphiQL at `/graphql`, for browsers. */
