package org.foldbase.server.job.internal;

import org.springframework.data.jpa.repository.JpaRepository;

interface Jobs extends JpaRepository<Job, Long> {}
