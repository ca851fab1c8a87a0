# The Python that the tests run on.
FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/timeline \
 && /opt/timeline/bin/pip install --no-cache-dir -c constraints.txt '.[boundaries,maps,parquet]'

FROM python:3.11-slim
COPY --from=build /opt/timeline /opt/timeline
RUN useradd --system --no-create-home timeline
USER timeline
ENV PATH=/opt/timeline/bin:$PATH PYTHONUNBUFFERED=1
EXPOSE 8000
CMD ["timeline", "serve", "--host", "0.0.0.0", "--port", "8000"]
