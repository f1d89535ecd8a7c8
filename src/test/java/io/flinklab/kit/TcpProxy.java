package io.flinklab.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server of this machine that can be cut and mended. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private TcpProxy(ServerSocket listener, int server) {
        this.listener = listener;
        this.server = server;
    }

    /** A line to this port. */
    public static TcpProxy to(int server) throws IOException {
        TcpProxy proxy =
                new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        start(proxy::accept);
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections, and ends new ones before they bring anything. */
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::close);
    }

    /** Lets new connections through again. */
    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closedOrServerGone) {
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        if (cut) {
            close(client);
            return;
        }
        try {
            Socket behind = new Socket(listener.getInetAddress(), server);
            open.add(behind);
            start(() -> copy(client, behind));
            start(() -> copy(behind, client));
        } catch (IOException e) {
            close(client);
            throw e;
        }
        if (cut) {
            cut();
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cutOrClosed) {
            // What follows is the same.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Closed is what it is to be.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tcp proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
