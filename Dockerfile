# One image for web, worker and beat; docker-compose.yml says which command each of them runs.

FROM python:3.12-slim-bookworm AS packages
COPY requirements/portal.txt /tmp/portal.txt
RUN python -m venv --without-pip /opt/venv \
 && pip --python /opt/venv/bin/python install --no-cache-dir --no-deps --only-binary :all: \
        --require-hashes -r /tmp/portal.txt


FROM python:3.12-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal -m 700 /srv/files /srv/beat \
 && install -d /srv/fonts

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    STATIC_ROOT=/srv/static \
    FONTS_ROOT=/srv/fonts \
    FILES_ROOT=/srv/files \
    BEAT_SCHEDULE=/srv/beat/schedule \
    WEB_BIND=0.0.0.0:8000

COPY --from=packages /opt/venv /opt/venv
WORKDIR /opt/portal
COPY . .
# The settings ask for addresses; these lead nowhere and stay in this one step.
RUN export SITE_URL=https://build.invalid SECRET_KEY=build DATABASE_URL=postgres://build.invalid/x \
        REDIS_URL=redis://build.invalid EMAIL_URL=smtp://build.invalid DEFAULT_FROM_EMAIL=x@build.invalid \
 && chmod -R a+rX . \
 && python -m compileall -q . \
 && python manage.py build_fonts \
 && python manage.py compile_translations \
 && python manage.py collectstatic --noinput --verbosity 0

USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "owes_portal.wsgi"]
