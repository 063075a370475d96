import NIOCore
import NIOHTTP1

/// One reader: reads questions, answers them one by one, and reads no more until he has taken the answers.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    /// What the connection waits for.
    private enum Phase {
        /// The reader's next question.
        case question
        /// That he takes an answer.
        case delivery
        /// That he goes, after the last answer.
        case leaving
    }

    private let limits: Limits
    private let hosts: HostNames
    private let crowd: Crowd
    private let clock: HTTPDate
    private let respond: @Sendable (Request) -> Reply
    private var waiting: [HTTPRequestHead] = []
    private var undelivered = 0
    private var phase = Phase.question
    private var phaseBegan = NIODeadline.now()
    private var alarm: Scheduled<Void>?
    private var isReadHeld = false
    /// The answer that the reader waits for; what he asks meanwhile waits too.
    private var preparation: Preparation?
    /// Whether the answer that was begun is the last: what comes after it is not read.
    private var isLast = false
    private var isDismissed = false
    private var hasAsked = false

    init(
        limits: Limits, hosts: HostNames, crowd: Crowd, clock: HTTPDate, respond: @escaping @Sendable (Request) -> Reply
    ) {
        (self.limits, self.hosts, self.crowd, self.clock, self.respond) = (limits, hosts, crowd, clock, respond)
    }

    func channelActive(context: ChannelHandlerContext) {
        // A crowd of answers under way is told so, rather than left waiting.
        guard crowd.admit(context.channel) else { return refuse(.crowd, context) }
        enter(.question, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        crowd.leave(context.channel)
        alarm?.cancel()
        alarm = nil
        waiting = []
        preparation?.drop()
        preparation = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isLast, case .head(let head) = unwrapInboundIn(data) else { return }
        hasAsked = true
        waiting.append(head)
        answerWaiting(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    /// Reads on only when everything that was asked is answered, and taken but for what one buffer holds.
    func read(context: ChannelHandlerContext) {
        if isLast || isIdle(context) {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        goOn(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is Dismissal:
            isDismissed = true
            // Whoever was let in and has yet to ask is answered once. Where systemd holds the socket, others wait there for
            // the next server, and he could not know that he came too early.
            if undelivered == 0, waiting.isEmpty, hasAsked { leave(context) }
        case ChannelEvent.inputClosed:
            // Whoever asks and closes his side, as netcat does, still gets his answers.
            isDismissed = true
            if undelivered == 0, waiting.isEmpty { context.close(promise: nil) }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow: refuse(.size, context)
        case is HTTPParserError: refuse(.malformed("it is no HTTP/1.1"), context)
        default: context.close(promise: nil)
        }
    }
}

extension Connection {
    /// Whether nothing is left to answer, and answers are taken.
    private func isIdle(_ context: ChannelHandlerContext) -> Bool {
        waiting.isEmpty && preparation == nil && context.channel.isWritable
    }

    /// Answers what waits, and reads on if nothing does.
    private func goOn(_ context: ChannelHandlerContext) {
        answerWaiting(context)
        context.flush()
        if isReadHeld, isIdle(context) {
            isReadHeld = false
            context.read()
        }
    }

    private func answerWaiting(_ context: ChannelHandlerContext) {
        while !isLast, preparation == nil, context.channel.isWritable, !waiting.isEmpty {
            answer(waiting.removeFirst(), context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do throws(Refusal) {
            let request = try Request(head, hosts: hosts)
            let reply = respond(request)
            if let awaited = reply.awaited {
                prepare(awaited, or: reply, to: request, head, context)
            } else {
                send(reply, to: request, head, context)
            }
        } catch {
            let isLast = !(error.leavesConnection && head.isKeepAlive)
            send(error.reply, isHead: head.method == .HEAD, isLast: isLast, context)
        }
    }

    private func send(_ reply: Reply, to request: Request, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let isLast = !head.isKeepAlive || (isDismissed && waiting.isEmpty)
        send(reply.given(request.known), isHead: request.isHead, isLast: isLast, context)
    }

    /// Lets the reader wait for what is being made; after a while he gets what there is.
    private func prepare(
        _ awaited: (@escaping @Sendable (Reply) -> Void) -> Void, or reply: Reply, to request: Request,
        _ head: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        // As long as he waits an answer is under way: he is not quiet, and not let go.
        undelivered += 1
        if phase != .delivery { enter(.delivery, context) }
        let (loop, bound) = (context.eventLoop, NIOLoopBound((self, context), eventLoop: context.eventLoop))
        let preparation = Preparation { made in
            loop.execute {
                let (connection, context) = bound.value
                connection.preparation = nil
                connection.undelivered -= 1
                guard context.channel.isActive else { return }
                connection.send(made, to: request, head, context)
                connection.goOn(context)
            }
        }
        self.preparation = preparation
        let curtain = loop.scheduleTask(in: limits.preparation) { preparation.give(reply) }
        awaited { made in
            curtain.cancel()
            preparation.give(made)
        }
    }

    /// Answers what cannot be read, and reads no more.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        guard !isLast else { return }
        waiting = []
        if let preparation {
            preparation.drop()
            (self.preparation, undelivered) = (nil, undelivered - 1)
        }
        send(refusal.reply, isHead: false, isLast: true, context)
        context.flush()
    }

    private func send(_ reply: Reply, isHead: Bool, isLast: Bool, _ context: ChannelHandlerContext) {
        undelivered += 1
        if phase != .delivery { enter(.delivery, context) }
        self.isLast = isLast
        context.write(wrapOutboundOut(.head(reply.head(keepsAlive: !isLast, date: clock.text()))), promise: nil)
        if !isHead, reply.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
        }
        let promise = context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        promise.futureResult.whenComplete { _ in
            let (connection, context) = bound.value
            connection.delivered(context)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    private func delivered(_ context: ChannelHandlerContext) {
        undelivered -= 1
        guard undelivered == 0, context.channel.isActive else { return }
        if isLast || (isDismissed && waiting.isEmpty) { leave(context) } else { enter(.question, context) }
    }

    /// Ends what we say, and waits a moment for the reader to end too: a connection that is cut while he still writes
    /// would lose him the answer.
    private func leave(_ context: ChannelHandlerContext) {
        guard phase != .leaving else { return }
        isLast = true
        enter(.leaving, context)
        context.close(mode: .output, promise: nil)
    }

    private func enter(_ phase: Phase, _ context: ChannelHandlerContext) {
        (self.phase, phaseBegan) = (phase, .now())
        crowd.note(context.channel, isQuiet: phase != .delivery)
        if alarm == nil || phase == .leaving { arm(context) }
    }

    private var deadline: NIODeadline {
        switch phase {
        case .question: phaseBegan + limits.patience
        case .delivery: phaseBegan + limits.delivery
        case .leaving: phaseBegan + min(limits.patience, .seconds(2))
        }
    }

    /// One alarm a connection: it looks when it rings, and is set again if the phase is a later one.
    private func arm(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        alarm = context.eventLoop.scheduleTask(deadline: deadline) {
            let (connection, context) = bound.value
            connection.alarm = nil
            if connection.deadline <= .now() {
                context.close(promise: nil)
            } else {
                connection.arm(context)
            }
        }
    }
}
