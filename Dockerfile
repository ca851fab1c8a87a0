# The Python that the tests run on, by the digest of its index, which names an image for each kind of processor. Docker's
# own record of official images (github.com/docker-library/repo-info) has the digests, and so does, for a newer one:
# docker buildx imagetools inspect python:3.11-slim
ARG PYTHON_IMAGE=python:3.11.17-slim@sha256:45037981b62b34b44602584fccbc4d884d5f7dc92c7ee86bb38a698a79fe1e51

FROM ${PYTHON_IMAGE} AS build
WORKDIR /src
RUN python -m venv /opt/timeline /opt/build
# Every file that is installed is known by its hash: `make lock` writes both lists.
COPY deploy/ deploy/
RUN /opt/timeline/bin/pip install --no-cache-dir --no-deps --require-hashes -r deploy/requirements.txt \
 && /opt/build/bin/pip install --no-cache-dir --no-deps --require-hashes -r deploy/build-requirements.txt
COPY . .
# The pages for browsers come from npm, whose files package-lock.json knows by their hashes.
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /src/made . \
 && /opt/timeline/bin/pip install --no-cache-dir --no-deps --no-index /src/made/*.whl

FROM ${PYTHON_IMAGE}
COPY --from=build /opt/timeline /opt/timeline
RUN useradd --system --no-create-home timeline
USER timeline
ENV PATH=/opt/timeline/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
CMD ["timeline", "serve", "--host", "0.0.0.0", "--port", "8000"]
