# The Python that the tests run on. For a build that is the same in a year, give it by its digest:
# docker build --build-arg PYTHON_IMAGE=python:3.11-slim@sha256:...
ARG PYTHON_IMAGE=python:3.11-slim

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
