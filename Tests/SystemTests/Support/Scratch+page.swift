extension Scratch {
    /// The body that a path is answered with over a Unix socket, byte for byte.
    func ask(_ path: String, at socket: String) throws -> String {
        let script = """
            import http.client, socket, sys
            peer = http.client.HTTPConnection("localhost")
            peer.sock = socket.socket(socket.AF_UNIX)
            peer.sock.settimeout(60)
            peer.sock.connect(sys.argv[1])
            peer.request("GET", sys.argv[2])
            sys.stdout.buffer.write(peer.getresponse().read())
            """
        return try startPython(script, [socket, path]).ending().output
    }
}
