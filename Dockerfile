# Two stages: the first builds a virtual environment with exactly the pinned versions, the second holds nothing else.
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY service ./service
COPY migrations ./migrations
COPY plans ./plans
RUN uv sync --no-dev --no-editable --compile-bytecode

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home adjuster && install -d -o adjuster /data
COPY --from=build /build/.venv /build/.venv
ENV PATH=/build/.venv/bin:$PATH \
    ADJUSTER_HOST=0.0.0.0 \
    ADJUSTER_DATABASE_URL=sqlite:////data/adjuster.db
USER 10001
WORKDIR /home/adjuster
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["adjuster"]
CMD ["serve"]
