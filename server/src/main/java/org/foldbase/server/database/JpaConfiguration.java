package org.foldbase.server.database;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.web.context.WebApplicationContext;

/**
 * What a long-running process has of the database that its {@link Settings} name: pools, entities,
 * repositories and transactions. The schema is the migrations' alone; nothing here writes any.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
@EnableJpaRepositories(
        basePackages = "org.foldbase.server",
        bootstrapMode = BootstrapMode.LAZY,
        queryEnhancerSelector = QueriesAsTheyStand.class)
class JpaConfiguration {

    /**
     * Who is given a repository gets one that is made at its first use, also where Spring reads its
     * beans from what the build wrote down, which does not know of {@link BootstrapMode#LAZY}.
     */
    @Bean
    static BeanFactoryPostProcessor repositoriesInTheirTime() {
        return beans ->
                ((DefaultListableBeanFactory) beans)
                        .setAutowireCandidateResolver(new RepositoriesInTheirTime());
    }

    @Bean
    DatabaseAddress databaseAddress(Settings settings) {
        return DatabaseAddress.of(settings.database());
    }

    /** The connections that write; on a server those that read, too. */
    @Bean
    Pool writers(DatabaseAddress address, Settings settings) {
        Duration wait = settings.connectTimeout();
        Connections source = Connections.to(address, wait);
        return answering(
                address.backend() == Backend.SQLITE
                        ? Pool.sqliteWriter(source, wait)
                        : Pool.server(source, settings.poolSize(), wait));
    }

    /** The connections of transactions that only read. */
    @Bean
    Pool readers(DatabaseAddress address, Settings settings, Pool writers) {
        Duration wait = settings.connectTimeout();
        return address.backend() == Backend.SQLITE
                ? Pool.sqliteReaders(Connections.to(address, wait), settings.poolSize(), wait)
                : writers;
    }

    /**
     * A transaction takes its connection at its first statement, and then knows whether it reads.
     */
    @Bean
    DataSource dataSource(Pool writers, Pool readers) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(writers);
        if (readers != writers) {
            lazy.setReadOnlyDataSource(readers);
        }
        lazy.setDefaultAutoCommit(false);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource, DatabaseAddress address, ApplicationContext context) {
        LocalContainerEntityManagerFactoryBean factory =
                context instanceof WebApplicationContext
                        ? new EntityManagersInTheirTime()
                        : new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setManagedTypes(
                PersistenceManagedTypes.of(
                        EntityClasses.load().stream().map(Class::getName).toList(), List.of()));
        factory.setJpaPropertyMap(hibernate(address.backend()));
        factory.setBootstrapExecutor(new SimpleAsyncTaskExecutor("hibernate-"));
        return factory;
    }

    private static Map<String, Object> hibernate(Backend backend) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.hbm2ddl.auto", "none");
        settings.put(
                "hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class);
        settings.put("hibernate.jdbc.time_zone", "UTC");
        settings.put("hibernate.connection.provider_disables_autocommit", true);
        // Constraints are checked on rows and make no DDL.
        settings.put("jakarta.persistence.validation.mode", "callback");
        settings.put("hibernate.check_nullability", true);
        if (backend == Backend.SQLITE) {
            settings.put("hibernate.dialect", new EmbeddedDialect());
        }
        return settings;
    }

    /** The files of this database; only of one that has a stamp. */
    @Bean
    @Lazy
    FileRoot fileRoot(Settings settings, Pool readers) throws SQLException {
        try (Connection connection = readers.getConnection()) {
            Stamp stamp =
                    Stamp.read(connection)
                            .orElseThrow(() ->
                                    new DatabaseException(
                                            DatabaseException.Kind.REFUSED,
                                            "the database has no stamp; run 'foldbase db upgrade'"));
            connection.rollback();
            return FileRoot.of(settings.dataDir(), stamp.dbUuid());
        }
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    /** The pool, if the database is there: a process that needs it does not start without. */
    private static Pool answering(Pool pool) {
        try (Connection connection = pool.getConnection()) {
            connection.rollback();
            return pool;
        } catch (SQLException e) {
            pool.close();
            throw new DatabaseException(
                    DatabaseException.Kind.UNAVAILABLE, "the database does not answer: " + e, e);
        } catch (DatabaseException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Hibernate makes itself ready in a thread of its own, and only who needs it waits for it: a
     * server's first page does not.
     */
    private static final class EntityManagersInTheirTime
            extends LocalContainerEntityManagerFactoryBean {

        @Override
        public void afterSingletonsInstantiated() {}
    }

    private static final class RepositoriesInTheirTime
            extends ContextAnnotationAutowireCandidateResolver {

        @Override
        protected boolean isLazy(DependencyDescriptor dependency) {
            return Repository.class.isAssignableFrom(dependency.getDependencyType())
                    || super.isLazy(dependency);
        }
    }
}
