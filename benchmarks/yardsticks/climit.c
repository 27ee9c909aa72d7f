/* climit.c - yardstick: how fast can the SQLite C API itself move health samples?
 * Deterministic generator shared with the Java and Python programs (see README.md).
 *   climit ingest  key=value ...   load rows and report rows/s
 *   climit read    db=F [days=N] [reps=R]   range scan into arrays
 *   climit agg     db=F            hourly + daily aggregation in SQL
 *   climit csv     db=F out=F      CSV export with a hand formatter
 * Original work; needs sqlite3.c/sqlite3.h (amalgamation) or libsqlite3-dev.
 */
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec+t.tv_nsec*1e-9;}
static double cpu(void){struct rusage u;getrusage(RUSAGE_SELF,&u);return u.ru_utime.tv_sec+u.ru_stime.tv_sec+(u.ru_utime.tv_usec+u.ru_stime.tv_usec)*1e-6;}
static const char*arg(int c,char**v,const char*k,const char*d){size_t n=strlen(k);for(int i=2;i<c;i++)if(!strncmp(v[i],k,n)&&v[i][n]=='=')return v[i]+n+1;return d;}
static void die(sqlite3*d,const char*w){fprintf(stderr,"%s: %s\n",w,d?sqlite3_errmsg(d):"");exit(1);}
static void ex(sqlite3*d,const char*s){char*e=0;if(sqlite3_exec(d,s,0,0,&e)){fprintf(stderr,"%s: %s\n",s,e);exit(1);}}
static int64_t fsz(const char*p,const char*x){char b[4096];struct stat s;snprintf(b,sizeof b,"%s%s",p,x);return stat(b,&s)?0:s.st_size;}

/* ---- generator ---- */
typedef struct{uint64_t x;int kind;int v;int64_t t,step;}Gen;
static void ginit(Gen*g,int s,int64_t step){g->x=0x9E3779B97F4A7C15ULL*(uint64_t)(s+1);g->kind=s/2%2;g->v=g->kind?365:70;g->t=1577836800000LL-step;g->step=step;}
static uint32_t gr(Gen*g){g->x=g->x*6364136223846793005ULL+1442695040888963407ULL;return (uint32_t)(g->x>>33);}
static void gnext(Gen*g,int64_t*ts,double*val){
  uint32_t r=gr(g);g->t+=g->step;if((r>>8)%50==0)g->t+=g->step*(1+(r>>16)%3);
  int d=(int)(r%5)-2;g->v+=d;
  if(!g->kind){if(g->v<45)g->v=45;if(g->v>185)g->v=185;*ts=g->t;*val=g->v;}
  else{if(g->v<330)g->v=330;if(g->v>420)g->v=420;*ts=g->t+(gr(g)%1000)*(g->step>1000?1:0);*val=g->v/10.0;}
}
typedef struct{int64_t*ts;double*v;int*s;int64_t n;}Rows;
/* order: 0 chunk-interleaved in time order, 1 chunks shuffled, 2 rows shuffled */
static Rows make(int series,int64_t per,int chunk,int order,int64_t step){
  Rows R;R.n=per*series;R.ts=malloc(8*R.n);R.v=malloc(8*R.n);R.s=malloc(4*R.n);
  Gen*g=malloc(sizeof(Gen)*series);for(int s=0;s<series;s++)ginit(&g[s],s,step);
  int64_t k=0;for(int64_t c=0;c<per;c+=chunk)for(int s=0;s<series;s++)for(int64_t i=c;i<c+chunk&&i<per;i++){gnext(&g[s],&R.ts[k],&R.v[k]);R.s[k]=s+1;k++;}
  uint64_t x=12345;
  if(order==2)for(int64_t i=R.n-1;i>0;i--){x=x*6364136223846793005ULL+1;int64_t j=(int64_t)((x>>20)%(uint64_t)(i+1));
    int64_t a=R.ts[i];R.ts[i]=R.ts[j];R.ts[j]=a;double b=R.v[i];R.v[i]=R.v[j];R.v[j]=b;int s=R.s[i];R.s[i]=R.s[j];R.s[j]=s;}
  if(order==1){int64_t m=R.n/chunk;for(int64_t i=m-1;i>0;i--){x=x*6364136223846793005ULL+1;int64_t j=(int64_t)((x>>20)%(uint64_t)(i+1));
    for(int q=0;q<chunk;q++){int64_t A=i*chunk+q,B=j*chunk+q;int64_t a=R.ts[A];R.ts[A]=R.ts[B];R.ts[B]=a;double b=R.v[A];R.v[A]=R.v[B];R.v[B]=b;int s=R.s[A];R.s[A]=R.s[B];R.s[B]=s;}}}
  free(g);return R;}

static const char*DDL_A="CREATE TABLE health_metrics(id INTEGER PRIMARY KEY AUTOINCREMENT,metric_name TEXT NOT NULL,timestamp REAL NOT NULL,value REAL,value_json TEXT,source TEXT,fetched_at REAL NOT NULL,metadata TEXT,UNIQUE(metric_name,timestamp));CREATE INDEX idx_metric_time ON health_metrics(metric_name,timestamp);CREATE INDEX idx_timestamp ON health_metrics(timestamp);";
static const char*DDL_B="CREATE TABLE samples(series_id INTEGER NOT NULL,ts INTEGER NOT NULL,value REAL NOT NULL,PRIMARY KEY(series_id,ts)) WITHOUT ROWID;";
static const char*DDL_C="CREATE TABLE samples(series_id INTEGER NOT NULL,ts INTEGER NOT NULL,value REAL NOT NULL,fetch_id INTEGER NOT NULL,end_ts INTEGER,PRIMARY KEY(series_id,ts)) WITHOUT ROWID;";
static const char*DDL_C2="CREATE TABLE samples(series_id INTEGER NOT NULL,ts INTEGER NOT NULL,value REAL NOT NULL,fetch_id INTEGER NOT NULL,end_ts INTEGER,updated_at INTEGER NOT NULL,PRIMARY KEY(series_id,ts)) WITHOUT ROWID;";

static const char*DDL_BN="CREATE TABLE samples(series_id INTEGER NOT NULL,ts INTEGER NOT NULL,value NUMERIC NOT NULL,PRIMARY KEY(series_id,ts)) WITHOUT ROWID;";
/* what HealthWarehouse stores: share=1 binds series_id and fetch_id once a statement */
static const char*DDL_W="CREATE TABLE sample(series_id INTEGER NOT NULL,start_ms INTEGER NOT NULL,len_ms INTEGER NOT NULL,value NUMERIC NOT NULL,fetch_id INTEGER NOT NULL,PRIMARY KEY(series_id,start_ms,len_ms)) WITHOUT ROWID;";
static const char*DDL_CN="CREATE TABLE samples(series_id INTEGER NOT NULL,ts INTEGER NOT NULL,value NUMERIC NOT NULL,end_ts INTEGER,fetch_id INTEGER NOT NULL,PRIMARY KEY(series_id,ts)) WITHOUT ROWID;";
/* packed key: series_id<<42 | ts_ms, one integer b-tree, virtual columns keep it readable */
static const char*DDL_R="CREATE TABLE samples(k INTEGER PRIMARY KEY,value REAL NOT NULL,series_id INTEGER AS (k>>42) VIRTUAL,ts INTEGER AS (k&4398046511103) VIRTUAL);";

static int ingest(int c,char**v){
  const char*db=arg(c,v,"db","t.db"),*sc=arg(c,v,"schema","b"),*mode=arg(c,v,"mode","nothing"),*sync=arg(c,v,"sync","NORMAL");
  int series=atoi(arg(c,v,"series","4")),chunk=atoi(arg(c,v,"chunk","10080")),order=atoi(arg(c,v,"order","0")),page=atoi(arg(c,v,"page","4096")),cache=atoi(arg(c,v,"cache","-65536"));
  int64_t per=atoll(arg(c,v,"per","525600")),step=atoll(arg(c,v,"step","60000")),batch=atoll(arg(c,v,"batch","10080"));
  int keep=atoi(arg(c,v,"keep","0")),dup=atoi(arg(c,v,"dup","0")),reps=atoi(arg(c,v,"reps","1"));
  const char*extra=arg(c,v,"pragma","");
  Rows R=make(series,per,chunk,order,step);
  for(int rep=0;rep<reps;rep++){
    char b[4200];if(!keep||rep){unlink(db);snprintf(b,sizeof b,"%s-wal",db);unlink(b);snprintf(b,sizeof b,"%s-shm",db);unlink(b);}
    sqlite3*d;if(sqlite3_open(db,&d))die(d,"open");
    snprintf(b,sizeof b,"PRAGMA page_size=%d;PRAGMA journal_mode=WAL;PRAGMA synchronous=%s;PRAGMA cache_size=%d;PRAGMA temp_store=MEMORY;",page,sync,cache);ex(d,b);if(*extra)ex(d,extra);
    int A=!strcmp(sc,"a"),C=!strcmp(sc,"c"),C2=!strcmp(sc,"c2"),BN=!strcmp(sc,"bn"),CN=!strcmp(sc,"cn"),RR=!strcmp(sc,"r"),W=!strcmp(sc,"w"),multi=atoi(arg(c,v,"multi","1")),share=atoi(arg(c,v,"share","0"))&&multi>1;/* share=1: one series_id bind per statement; b/bn only, chunk%multi must be 0 */
    if(!keep||rep)ex(d,A?DDL_A:C?DDL_C:C2?DDL_C2:BN?DDL_BN:CN?DDL_CN:RR?DDL_R:W?DDL_W:DDL_B);
    const char*sql;static char q[65536];
    if(A)sql=!strcmp(mode,"replace")?"INSERT OR REPLACE INTO health_metrics(metric_name,timestamp,value,source,fetched_at) VALUES(?,?,?,?,?)":"INSERT OR IGNORE INTO health_metrics(metric_name,timestamp,value,source,fetched_at) VALUES(?,?,?,?,?)";
    else{const char*tail=!strcmp(mode,"plain")?"":!strcmp(mode,"update")?(C||C2?" ON CONFLICT(series_id,ts) DO UPDATE SET value=excluded.value,fetch_id=excluded.fetch_id WHERE excluded.value IS NOT value":RR?" ON CONFLICT(k) DO UPDATE SET value=excluded.value WHERE excluded.value IS NOT value":" ON CONFLICT(series_id,ts) DO UPDATE SET value=excluded.value WHERE excluded.value IS NOT value"):" ON CONFLICT DO NOTHING";
      const char*table=W?"sample":"samples";const char*cols=W?"series_id,fetch_id,start_ms,len_ms,value":RR?"k,value":C||CN?"series_id,ts,value,fetch_id,end_ts":C2?"series_id,ts,value,fetch_id,end_ts,updated_at":"series_id,ts,value";const char*tup=RR?"(?,?)":W||C||CN?"(?,?,?,?,?)":C2?"(?,?,?,?,?,?)":"(?,?,?)";
      int k=snprintf(q,sizeof q,"INSERT INTO %s(%s) VALUES",table,cols);for(int m=0;m<multi;m++)k+=snprintf(q+k,sizeof q-k,"%s%s",m?",":"",share?(W?"(?1,?2,?,?,?)":"(?1,?,?)"):tup);snprintf(q+k,sizeof q-k,"%s",tail);sql=q;}
    int np=A?5:RR?2:W||C||CN?5:C2?6:3,mi=0;
    sqlite3_stmt*st;if(sqlite3_prepare_v3(d,sql,-1,SQLITE_PREPARE_PERSISTENT,&st,0))die(d,"prep");
    for(int pass=0;pass<=dup;pass++){
      double t0=now(),c0=cpu();int64_t walmax=0;
      ex(d,"BEGIN IMMEDIATE");
      static const char*names[]={"","heart_rate","heart_rate_watch2","body_temp","body_temp_watch2"};
      for(int64_t i=0;i<R.n;i++){
        if(A){sqlite3_bind_text(st,1,names[(R.s[i]-1)%4+1],-1,SQLITE_STATIC);sqlite3_bind_double(st,2,R.ts[i]/1000.0);sqlite3_bind_double(st,3,R.v[i]);sqlite3_bind_text(st,4,"fulcra_api",10,SQLITE_STATIC);sqlite3_bind_double(st,5,1760000000.5);}
        else if(W){int o=share?2+mi*3:mi*5+2;if(!share||!mi){sqlite3_bind_int64(st,o-1,R.s[i]);sqlite3_bind_int64(st,o,1+i/10080);}
          sqlite3_bind_int64(st,o+1,R.ts[i]);sqlite3_bind_int64(st,o+2,0);double x=R.v[i];if(x==(double)(int64_t)x)sqlite3_bind_int64(st,o+3,(int64_t)x);else sqlite3_bind_double(st,o+3,x);}
        else if(RR){sqlite3_bind_int64(st,mi*np+1,((int64_t)R.s[i]<<42)|R.ts[i]);sqlite3_bind_double(st,mi*np+2,R.v[i]);}
        else{int o=share?mi*2:mi*np;if(!share||!mi)sqlite3_bind_int64(st,o+1,R.s[i]);sqlite3_bind_int64(st,o+2,R.ts[i]);double x=R.v[i];if((BN||CN)&&x==(double)(int64_t)x)sqlite3_bind_int64(st,o+3,(int64_t)x);else sqlite3_bind_double(st,o+3,x);
          if(C||CN||C2){sqlite3_bind_int64(st,o+4,1+i/10080);sqlite3_bind_null(st,o+5);if(C2)sqlite3_bind_int64(st,o+6,1760000000123LL);}}
        if(++mi<multi)continue;mi=0;
        if(sqlite3_step(st)!=SQLITE_DONE)die(d,"step");sqlite3_reset(st);
        if((i+1)%batch==0&&i+1<R.n){ex(d,"COMMIT");int64_t w=fsz(db,"-wal");if(w>walmax)walmax=w;ex(d,"BEGIN IMMEDIATE");}
      }
      ex(d,"COMMIT");int64_t w=fsz(db,"-wal");if(w>walmax)walmax=w;double t1=now();
      ex(d,"PRAGMA wal_checkpoint(TRUNCATE)");double t2=now();
      printf("C ingest schema=%s multi=%d mode=%s order=%d sync=%s page=%d batch=%lld rows=%lld pass=%d rows_s=%.0f rows_s_ckpt=%.0f cpu_rows_s=%.0f wal_max_mb=%.1f bytes_row=%.2f\n",sc,multi,mode,order,sync,page,(long long)batch,(long long)R.n,pass,R.n/(t1-t0),R.n/(t2-t0),R.n/(cpu()-c0),walmax/1e6,(double)fsz(db,"")/R.n);fflush(stdout);
    }
    sqlite3_finalize(st);
    if(atoi(arg(c,v,"vacuum","0"))){ex(d,"VACUUM");ex(d,"PRAGMA wal_checkpoint(TRUNCATE)");printf("C vacuum schema=%s page=%d bytes_row=%.2f file=%lld\n",sc,page,(double)fsz(db,"")/R.n,(long long)fsz(db,""));}
    sqlite3_close(d);
  }
  return 0;}

static int cmpd(const void*a,const void*b){double x=*(double*)a,y=*(double*)b;return x<y?-1:x>y;}
static int readc(int c,char**v){
  const char*db=arg(c,v,"db","t.db");int64_t days=atoll(arg(c,v,"days","30"));int reps=atoi(arg(c,v,"reps","21"));
  sqlite3*d;if(sqlite3_open_v2(db,&d,SQLITE_OPEN_READONLY,0))die(d,"open");
  char b[200];snprintf(b,sizeof b,"PRAGMA mmap_size=%s;PRAGMA cache_size=%s",arg(c,v,"mmap","0"),arg(c,v,"cache","-65536"));ex(d,b);
  int RR=!strcmp(arg(c,v,"schema","b"),"r"),W=!strcmp(arg(c,v,"schema","b"),"w");sqlite3_stmt*st;if(sqlite3_prepare_v2(d,W?"SELECT start_ms,value FROM sample WHERE series_id=? AND start_ms>=? AND start_ms<? ORDER BY start_ms":RR?"SELECT k&4398046511103,value FROM samples WHERE k>=(?1<<42|?2) AND k<(?1<<42|?3) ORDER BY k":"SELECT ts,value FROM samples WHERE series_id=? AND ts>=? AND ts<? ORDER BY ts",-1,&st,0))die(d,"prep");
  int64_t cap=1<<20;int64_t*ts=malloc(8*cap);double*va=malloc(8*cap);double*tm=malloc(8*reps),*cm=malloc(8*reps);int64_t n=0;
  for(int r=0;r<reps;r++){double t0=now(),c0=cpu();
    int64_t lo=1577836800000LL+(int64_t)(r%10)*86400000LL,hi=lo+days*86400000LL;n=0;
    sqlite3_bind_int64(st,1,1);sqlite3_bind_int64(st,2,lo);sqlite3_bind_int64(st,3,hi);
    while(sqlite3_step(st)==SQLITE_ROW){if(n==cap){cap*=2;ts=realloc(ts,8*cap);va=realloc(va,8*cap);}ts[n]=sqlite3_column_int64(st,0);va[n]=sqlite3_column_double(st,1);n++;}
    sqlite3_reset(st);tm[r]=now()-t0;cm[r]=cpu()-c0;}
  double first=tm[0];qsort(tm,reps,8,cmpd);qsort(cm,reps,8,cmpd);
  printf("C read days=%lld rows=%lld first_ms=%.3f p50_ms=%.3f p99_ms=%.3f cpu_p50_ms=%.3f cpu_rows_s=%.0f\n",(long long)days,(long long)n,first*1e3,tm[reps/2]*1e3,tm[(reps*99)/100]*1e3,cm[reps/2]*1e3,n/cm[reps/2]);return 0;}

static int agg(int c,char**v){
  const char*db=arg(c,v,"db","t.db");sqlite3*d;if(sqlite3_open_v2(db,&d,SQLITE_OPEN_READONLY,0))die(d,"open");ex(d,"PRAGMA cache_size=-65536");
  const char*q[]={"SELECT ts/3600000,count(*),min(value),avg(value),max(value) FROM samples WHERE series_id=1 GROUP BY ts/3600000",
    "SELECT ts/86400000,count(*),min(value),avg(value),max(value) FROM samples WHERE series_id=1 GROUP BY ts/86400000","SELECT count(*) FROM samples","SELECT ts,value FROM samples WHERE series_id=1 ORDER BY ts DESC LIMIT 1"};
  const char*nm[]={"hourly","daily","count","latest"};
  for(int k=0;k<4;k++){double tm[7];int64_t n=0;for(int r=0;r<7;r++){sqlite3_stmt*st;sqlite3_prepare_v2(d,q[k],-1,&st,0);double t0=cpu();n=0;while(sqlite3_step(st)==SQLITE_ROW)n++;tm[r]=cpu()-t0;sqlite3_finalize(st);}qsort(tm,7,8,cmpd);printf("C %s groups=%lld cpu_p50_ms=%.3f\n",nm[k],(long long)n,tm[3]*1e3);}
  return 0;}

static int csv(int c,char**v){
  const char*db=arg(c,v,"db","t.db"),*o=arg(c,v,"out","t.csv");sqlite3*d;if(sqlite3_open_v2(db,&d,SQLITE_OPEN_READONLY,0))die(d,"open");
  FILE*f=fopen(o,"w");setvbuf(f,0,_IOFBF,1<<20);sqlite3_stmt*st;sqlite3_prepare_v2(d,"SELECT series_id,ts,value FROM samples",-1,&st,0);
  double t0=now(),c0=cpu();int64_t n=0;while(sqlite3_step(st)==SQLITE_ROW){
    double x=sqlite3_column_double(st,2);int64_t t=sqlite3_column_int64(st,1);char b[64];int k=sizeof b;b[--k]='\n';
    int64_t q=(int64_t)(x*10+0.5);/* data have <=1 decimal */ if(q%10){b[--k]='0'+q%10;b[--k]='.';}q/=10;do{b[--k]='0'+q%10;q/=10;}while(q);b[--k]=',';
    do{b[--k]='0'+t%10;t/=10;}while(t);b[--k]=',';int s=sqlite3_column_int(st,0);do{b[--k]='0'+s%10;s/=10;}while(s);fwrite_unlocked(b+k,1,sizeof b-k,f);n++;}
  fclose(f);double e=now()-t0;printf("C csv rows=%lld rows_s=%.0f cpu_rows_s=%.0f bytes=%lld\n",(long long)n,n/e,n/(cpu()-c0),(long long)fsz(o,""));return 0;}

int main(int c,char**v){
  if(c<2){fprintf(stderr,"usage: climit ingest|read|agg|csv key=value...\n");return 2;}
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS,0);
  if(!strcmp(v[1],"ingest"))return ingest(c,v);if(!strcmp(v[1],"read"))return readc(c,v);if(!strcmp(v[1],"agg"))return agg(c,v);if(!strcmp(v[1],"csv"))return csv(c,v);return 2;}
