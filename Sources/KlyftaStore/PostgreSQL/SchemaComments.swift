/// What every table and every column means, as it is laid down beside it in the database.
enum SchemaComments {
    static let sql = sql(of: tables, "TABLE") + "COMMENT ON DOMAIN word IS 'Text that is compared byte by byte';\n"

    /// The statements for lines of `name: meaning`, those of columns set in below those of their table.
    static func sql(of lines: String, _ kind: String) -> String {
        var (table, statements) = ("", "")
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            let (name, meaning) = (parts[0].drop { $0 == " " }, parts[1].replacing("'", with: "''"))
            if line.first != " " { table = String(name) }
            let thing = line.first == " " ? "COLUMN \(table).\(name)" : "\(kind) \(name)"
            statements += "COMMENT ON \(thing) IS '\(meaning)';\n"
        }
        return statements
    }

    private static let tables = """
        schema_step: The steps that brought the tables to their present form
          name: The step
          taken_at: When it was taken
        leadership: Which klyfta may write: one row
          epoch: The number of the one that may; what another number writes is refused
          taken_at: Since when
        term: Who led when: each klyfta that came to write has a number of its own
          epoch: The number
          host: The name of the leader's machine, as it calls itself
          process: The number of its process there
          session: The session that held the lock: pid in pg_stat_activity and pg_locks
          began_at: When it began to lead
        line: One line of a release, stored once whichever vintages have it
          id: Its number
          digest: The SHA-256 of its text
          text: The text, a JSON object with one key; null where the line is a sheet
        roster: A list of municipalities that sheets share
          id: Its number
          digest: The SHA-256 of the list
          municipalities: Country and code of each, in order, separated by spaces
        sheet: The observations of one indicator in one period; the view observation has a row a value
          line: The line that it is
          indicator: What is measured
          period: What the figures speak of
          roster: Whose figures they are, in order
          figures: A value for each municipality of the roster; null where there is none
          states: A byte for each: 0 nothing was said, 1 a value, 2 missing, 4 suppressed, 6 not applicable; null if all have one
        release: One vintage of one source
          id: Its number
          source: Whose figures they are
          vintage: The SHA-256 over its lines
          committed_at: When it was taken, in milliseconds since 1970 in UTC
        release_line: The lines of a release in order
          release: The release
          position: The place, from 0
          line: The line
        adoption: From when on a release stands; the last one of a source stands
          seq: The order
          source: Whose figures they are
          release: The release
          committed_at: When, in milliseconds since 1970 in UTC
        round: One recomputation that had something new
          seq: The order
          committed_at: When it was written down, in milliseconds since 1970 in UTC
          standings: Where every rule stood, as JSON; the view rule_standing has a row a rule
          epoch: The number of the leader that made it; see term
        event: Something that happened to an alert; the view alert_event has its numbers in columns
          seq: The order, without gaps
          id: Its own name, which is given once
          round: The round that found it
          alert: The alert's name
          rule: The rule
          rule_revision: What the rule asked
          episode: Which stretch from firing to its end it belongs to
          kind: fired, amended, resolved, retracted or restated
          period: The period it speaks of
          announced: Whether people were told
          record: The whole event as it is delivered
        event_reference: An event that changes an earlier one
          event: The later one
          changes: The earlier one
        telling: The letter on an event in a language
          event: The event
          language: sv, nb or en
          letter: What people read, as JSON
        test: One test of change; the view tested_change has its numbers in columns
          seq: The order
          key: Its name: rule, what it asked, content of both periods
          round: The round that made it
          rule: The rule
          rule_revision: What the rule asked
          baseline: The earlier period
          period: The later period
          p: The probability of such a change by chance alone
          adjusted: p adjusted for the tests made together
          family: The tests it was made together with
          family_size: How many these are
          false_discovery: The share of false alarms that was accepted
          method: How p was adjusted
          state: What it came to
          revises: The test of the same change before the figures were revised
          numbers: All its numbers, as JSON
        outbox: An event that a sink is to get; undelivered is what is here and not in delivery
          event: The event
          sink: The sink
        delivery: An event that a sink got
          event: The event
          sink: The sink
          committed_at: When, in milliseconds since 1970 in UTC
        attempt: An event that a sink did not take; gone once it is delivered
          event: The event
          sink: The sink
          attempts: How often it was tried
          first_at: Since when, in milliseconds since 1970 in UTC
          next_at: When it is tried next, in milliseconds since 1970 in UTC
          fault: Why it was not taken
          ended: dead if it was given up, or dropped by a person; null while it is tried
        sink: A sink that was not to be had; gone once it works
          name: The sink
          failures: How often running it failed
          next_at: Until when it is left alone, in milliseconds since 1970 in UTC
          fault: Why
          disabled: Whether it is left alone until a person says otherwise
        act: Something a person did
          seq: The order
          committed_at: When, in milliseconds since 1970 in UTC
          author: Who
          verb: What
          object: To what
          comment: Why
        silence: Alerts that nobody is told of for a time
          id: The act that began it
          match: Which alerts, as JSON
          starts_at: From when, in milliseconds since 1970 in UTC
          ends_at: Until when, in milliseconds since 1970 in UTC
          expired: The act that ended it early
        acknowledgement: An alert that somebody knows of
          id: The act that began it
          alert: The alert
          episode: Which stretch of it
          until: What ends it
          ends_at: When it ends by itself, in milliseconds since 1970 in UTC
          withdrawn: The act that ended it
        job: When a scheduled job ran; overwritten
          name: The job
          last_run: When it last ran, in milliseconds since 1970 in UTC
          last_success: When it last succeeded, in milliseconds since 1970 in UTC
          fault: What went wrong the last time
        source: How a source fares; overwritten
          name: The source
          record: What is remembered of it, as JSON
        source_history: How a source fared, each time it was asked
          seq: The order
          source: The source
          committed_at: When, in milliseconds since 1970 in UTC
          record: What was remembered of it, as JSON
        forgotten: Up to when history was forgotten
          what: Which history
          before: The moment, in milliseconds since 1970 in UTC
        payload: An answer of an office
          id: Its number
          source: Which source asked
          address: The address that was asked
          body: What was sent with the question
          digest: The SHA-256 of the answer
          bytes: How long the answer is
          retrieved_at: When it was fetched, in milliseconds since 1970 in UTC
          edition: The office's own stamp
          headers: The heads of the answer, as JSON
          committed_at: When it was written down, in milliseconds since 1970 in UTC
        payload_content: The content of an answer, for every machine
          digest: The SHA-256 of the answer
          packed: The answer, packed by gzip
        release_origin: A release that was read from answers
          release: The release
          options: The options of the source, as JSON
          klyfta: The version that read them
          module: The module that read them
          base: What was refused and what stands in its place, as JSON
        release_payload: The answers that a release was read from, in order
          release: The release
          position: The place, from 0
          name: What the module calls the answer
          payload: The answer
        line_payload: A line of a release that rests on an answer
          release: The release
          line: The place of the line
          payload: The place of the answer
        host_budget: What is left of the quota that an office gives a machine; overwritten
          host: The office
          budget: What is left, as JSON

        """
}
