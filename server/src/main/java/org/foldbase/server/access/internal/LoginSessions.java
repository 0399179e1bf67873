package org.foldbase.server.access.internal;

import org.springframework.data.jpa.repository.JpaRepository;

interface LoginSessions extends JpaRepository<LoginSession, Long> {}
