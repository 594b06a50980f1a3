"""The shared schema, version by version, as `share init` applies it.

Stations own nothing and read no table. They may call the functions that are granted to them, which
run with the rights of whoever ran `share init` and look for names in no schema but the system's.
"""

from dataclasses import dataclass

SCHEMA = "checkin_share"
VERSION = 1
"""What this program speaks."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A step to a version. Programs that speak `serves` or later get along with it."""

    version: int
    serves: int
    sql: str
    functions: tuple[str, ...]  # which stations may call, with their arguments


_TABLES = """
CREATE TABLE checkin_share.mark (
    number bigint GENERATED ALWAYS AS IDENTITY,
    event uuid NOT NULL,
    id uuid NOT NULL,
    subject text NOT NULL CHECK (length(subject) <= 200),
    act text NOT NULL CHECK (length(act) <= 40),
    verdict text NOT NULL CHECK (length(verdict) <= 40),
    station uuid NOT NULL,
    about uuid,
    alone boolean NOT NULL,
    at timestamptz NOT NULL,
    taken_at timestamptz NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (event, id)
);
CREATE UNIQUE INDEX mark_by_number ON checkin_share.mark (event, number);
CREATE INDEX mark_by_subject ON checkin_share.mark (event, subject, at);
CREATE INDEX mark_by_xid ON checkin_share.mark (event, xid);
CREATE INDEX mark_by_age ON checkin_share.mark USING brin (taken_at);

CREATE TABLE checkin_share.told (
    event uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    seen pg_snapshot NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE checkin_share.station (
    event uuid NOT NULL,
    id uuid NOT NULL,
    session uuid NOT NULL,
    name text NOT NULL,
    told_at timestamptz NOT NULL,
    list_as_of timestamptz,
    last_scan_at timestamptz,
    PRIMARY KEY (event, id)
) WITH (fillfactor = 50);
"""

# What `wire.py` reads. The channel's name is guessable, and whoever may connect to the database may
# listen to it: notifications say no more than marks do.
_WORDS = """
CREATE FUNCTION checkin_share.us(_at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (extract(epoch FROM _at) * 1000000)::bigint
$$;

CREATE FUNCTION checkin_share.words(_mark checkin_share.mark) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT json_build_array(
        _mark.number, _mark.id, _mark.subject, _mark.act, _mark.verdict, _mark.station,
        _mark.about, checkin_share.us(_mark.at), _mark.alone::int
    )::text
$$;

CREATE FUNCTION checkin_share.channel(_event uuid) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT 'checkin_share_' || replace(_event::text, '-', '')
$$;
"""

# Who claims a subject holds its lock until the commit, so of two doors one sees the other's mark. A
# claim comes after whatever the database has of its subject by then, however long it was on its
# way: nobody who was told "first" is put second later. A mark made alone claims nothing and needs
# no lock; it goes to its time. Many claims at once would fill the server's table of locks: they
# have the event to themselves for some milliseconds.
#
# Rows stand before they are told of, in a transaction of its own: NOTIFY lets one transaction
# commit at a time, and would have each wait for the disk of those before it. Whoever tells tells of
# all that nobody told of yet, with a pause in between that grows with the stations, 100 ms at most:
# each time wakes a process of the server for every one of them. Nobody queues for that: where a
# door waits already, it looks only afterwards.
_MARKS = """
CREATE FUNCTION checkin_share.put_marks(_event uuid, _station uuid, _marks jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _subjects text[];
    _claimed bigint[];
    _key bigint;
    _all bigint := hashtextextended(_event::text, 1);
    _now timestamptz;
    _found text;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    SELECT array_agg(DISTINCT one->>'subject'),
           array_agg(DISTINCT hashtextextended(_event::text || (one->>'subject'), 0))
               FILTER (WHERE NOT (one->>'alone')::boolean)
      INTO _subjects, _claimed
      FROM jsonb_array_elements(_marks) AS one;
    IF cardinality(_claimed) > 16 THEN
        PERFORM pg_advisory_xact_lock(_all);
    ELSIF cardinality(_claimed) > 0 THEN
        PERFORM pg_advisory_xact_lock_shared(_all);
        FOR _key IN SELECT unnest(_claimed) ORDER BY 1 LOOP
            PERFORM pg_advisory_xact_lock(_key);
        END LOOP;
    END IF;
    _now := clock_timestamp();
    INSERT INTO checkin_share.mark
        (event, id, subject, act, verdict, station, about, alone, at, taken_at)
    SELECT _event, one.id, one.subject, one.act, one.verdict, _station, one.about, one.alone,
           CASE WHEN one.alone THEN one.at ELSE greatest(one.at, one.last + interval '1 us') END,
           _now
      FROM (
        SELECT new.*,
               _now - make_interval(secs => least(greatest(new.waited, 0), 172800)) AS at,
               (SELECT max(mark.at) FROM checkin_share.mark
                 WHERE mark.event = _event AND mark.subject = new.subject) AS last
          FROM jsonb_to_recordset(_marks) AS new(
            place int, id uuid, subject text, act text, verdict text, about uuid, alone boolean,
            waited double precision
          )
      ) AS one
     ORDER BY one.place
    ON CONFLICT (event, id) DO NOTHING;
    SELECT string_agg(checkin_share.words(one.mark), ',' ORDER BY one.at, one.number)
      INTO _found
      FROM unnest(_subjects) AS _subject,
           LATERAL (
             SELECT mark, mark.at, mark.number FROM checkin_share.mark AS mark
              WHERE mark.event = _event AND mark.subject = _subject
                AND mark.at > _now - interval '30 h'
              ORDER BY mark.at DESC, mark.number DESC LIMIT 100
           ) AS one;
    RETURN format('[%s,[%s]]', checkin_share.us(clock_timestamp()), _found);
END
$$;

CREATE FUNCTION checkin_share.tell_marks(_event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _pause double precision;
    _rest double precision;
    _waits bigint := hashtextextended(_event::text, 3);
    _tells bigint := hashtextextended(_event::text, 4);
    _seen pg_snapshot;
    _before pg_snapshot;
    _now bigint;
    _told text := '';
    _one text;
BEGIN
    IF NOT pg_try_advisory_lock(_waits) THEN
        RETURN; -- who waits has not looked yet what there is to tell
    END IF;
    SELECT least(0.1, 0.01 + count(*) * 0.0005) INTO _pause
      FROM checkin_share.station WHERE event = _event;
    SELECT _pause - extract(epoch FROM clock_timestamp() - at)
      INTO _rest FROM checkin_share.told WHERE event = _event;
    IF _rest > 0 AND _rest <= _pause THEN
        PERFORM pg_sleep(_rest);
    END IF;
    PERFORM pg_advisory_unlock(_waits);
    PERFORM set_config('synchronous_commit', 'off', true); -- what is told twice does no harm
    PERFORM pg_advisory_xact_lock(_tells);
    SELECT seen INTO _before FROM checkin_share.told WHERE event = _event;
    _before := coalesce(_before, '1:1:');
    _seen := pg_current_snapshot();
    _now := checkin_share.us(clock_timestamp());
    FOR _one IN
        SELECT checkin_share.words(mark) FROM checkin_share.mark AS mark
         WHERE mark.event = _event AND mark.taken_at > clock_timestamp() - interval '1 min'
           AND mark.xid >= pg_snapshot_xmin(_before)
           AND NOT pg_visible_in_snapshot(mark.xid, _before)
         ORDER BY mark.number
    LOOP
        IF octet_length(_told) + octet_length(_one) > 7900 THEN
            PERFORM pg_notify(checkin_share.channel(_event), format('[%s,[%s]]', _now, _told));
            _told := '';
        END IF;
        _told := concat_ws(',', nullif(_told, ''), _one);
    END LOOP;
    IF _told = '' THEN
        RETURN;
    END IF;
    PERFORM pg_notify(checkin_share.channel(_event), format('[%s,[%s]]', _now, _told));
    INSERT INTO checkin_share.told (event, at, seen) VALUES (_event, clock_timestamp(), _seen)
        ON CONFLICT (event) DO UPDATE SET at = excluded.at, seen = excluded.seen;
END
$$;

CREATE FUNCTION checkin_share.marks_since(
    _event uuid, _number bigint, _overlap boolean, _limit int
) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _begin bigint := _number;
    _found text;
BEGIN
    IF _overlap THEN -- numbers are given before they are to be seen: some below may be new
        SELECT coalesce(min(mark.number) - 1, _number) INTO _begin
          FROM checkin_share.mark AS mark
         WHERE mark.event = _event AND mark.number > _number - 5000 AND mark.number <= _number
           AND mark.taken_at > (
             SELECT max(last.taken_at) - interval '30 s' FROM checkin_share.mark AS last
              WHERE last.event = _event AND last.number = _number
           );
    END IF;
    SELECT string_agg(checkin_share.words(one.mark), ',' ORDER BY one.number) INTO _found
      FROM (
        SELECT mark, mark.number FROM checkin_share.mark AS mark
         WHERE mark.event = _event AND mark.number > _begin
           AND mark.at > clock_timestamp() - interval '30 h'
         ORDER BY mark.number LIMIT least(_limit, 1000)
      ) AS one;
    RETURN format('[%s,[%s]]', checkin_share.us(clock_timestamp()), _found);
END
$$;
"""

# A laptop that was made from a copy of another one is the same station, and neither would hear of
# the other's guests. Each run of a program is a session: one that arrives takes the place of the
# one before it; one that finds its place taken since is told so, and takes another.
_STATIONS = """
CREATE FUNCTION checkin_share.forget_old() RETURNS void
LANGUAGE sql AS $$
    DELETE FROM checkin_share.mark WHERE taken_at < clock_timestamp() - interval '90 days';
    DELETE FROM checkin_share.station WHERE told_at < clock_timestamp() - interval '90 days';
    DELETE FROM checkin_share.told WHERE at < clock_timestamp() - interval '90 days';
$$;

CREATE FUNCTION checkin_share.here(
    _event uuid, _station uuid, _session uuid, _arrives boolean, _name text,
    _list_as_of timestamptz, _last_scan_at timestamptz, _stands boolean, _elected boolean
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _now timestamptz := clock_timestamp();
    _key bigint := hashtextextended(_event::text, 2);
    _double boolean;
    _found text;
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true); -- told again in ten seconds
    INSERT INTO checkin_share.station AS one
        (event, id, session, name, told_at, list_as_of, last_scan_at)
    VALUES (_event, _station, _session, left(_name, 200), _now, _list_as_of, _last_scan_at)
    ON CONFLICT (event, id) DO UPDATE
       SET session = excluded.session, name = excluded.name, told_at = excluded.told_at,
           list_as_of = excluded.list_as_of,
           last_scan_at = coalesce(excluded.last_scan_at, one.last_scan_at)
     WHERE _arrives OR one.session = excluded.session OR one.told_at < _now - interval '35 s';
    _double := NOT FOUND;
    IF _stands AND NOT _elected THEN
        _elected := pg_try_advisory_lock(_key);
        IF _elected THEN
            PERFORM checkin_share.forget_old();
        END IF;
    ELSIF _elected AND NOT _stands THEN
        _elected := NOT pg_advisory_unlock(_key);
    END IF;
    SELECT string_agg(json_build_array(
               one.id, one.name, checkin_share.us(one.told_at), checkin_share.us(one.list_as_of),
               checkin_share.us(one.last_scan_at)
           )::text, ',')
      INTO _found
      FROM checkin_share.station AS one
     WHERE one.event = _event AND one.told_at > _now - interval '20 h';
    RETURN format('[%s,%s,%s,[%s]]', checkin_share.us(clock_timestamp()), _elected::int,
                  _double::int, _found);
END
$$;

CREATE FUNCTION checkin_share.hint(_event uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_notify(checkin_share.channel(_event), 'hint')
$$;

CREATE FUNCTION checkin_share.forget_event(_event uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _count bigint;
BEGIN
    DELETE FROM checkin_share.mark WHERE event = _event;
    GET DIAGNOSTICS _count = ROW_COUNT;
    DELETE FROM checkin_share.station WHERE event = _event;
    DELETE FROM checkin_share.told WHERE event = _event;
    RETURN _count;
END
$$;

CREATE FUNCTION checkin_share.version(OUT version int, OUT serves int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT version, serves FROM checkin_share.migration ORDER BY version DESC LIMIT 1
$$;

CREATE FUNCTION checkin_share.health() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT json_build_object(
        'server', current_setting('server_version'),
        'bytes', pg_total_relation_size('checkin_share.mark')
               + pg_total_relation_size('checkin_share.station'),
        'places', current_setting('max_connections')::int
                - current_setting('superuser_reserved_connections')::int,
        'taken', (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL),
        'keeps', current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on',
        'now', checkin_share.us(clock_timestamp()),
        'events', (
            SELECT coalesce(json_agg(json_build_object(
                'event', replace(one.event::text, '-', ''),
                'marks', (SELECT count(*) FROM checkin_share.mark AS mark
                           WHERE mark.event = one.event),
                'today', (SELECT count(*) FROM checkin_share.mark AS mark
                           WHERE mark.event = one.event
                             AND mark.at > clock_timestamp() - interval '24 h'),
                'stations', one.stations
            )), '[]'::json)
              FROM (
                SELECT station.event, json_agg(json_build_array(
                           station.id, station.name, checkin_share.us(station.told_at),
                           checkin_share.us(station.list_as_of),
                           checkin_share.us(station.last_scan_at)
                       ) ORDER BY station.name) AS stations
                  FROM checkin_share.station AS station GROUP BY station.event
              ) AS one
        )
    )::text
$$;
"""

MIGRATIONS = (
    Migration(
        version=1,
        serves=1,
        sql=_TABLES + _WORDS + _MARKS + _STATIONS,
        functions=(
            "put_marks(uuid, uuid, jsonb)",
            "tell_marks(uuid)",
            "marks_since(uuid, bigint, boolean, int)",
            "here(uuid, uuid, uuid, boolean, text, timestamptz, timestamptz, boolean, boolean)",
            "hint(uuid)",
            "forget_event(uuid)",
            "version()",
            "health()",
        ),
    ),
)
